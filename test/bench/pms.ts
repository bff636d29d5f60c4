// `node test/bench/pms.ts [--json]`: what hotelbot adds to the PMS's own time when it quotes and books. Beside each call
// the same questions are asked by a bare client, in the same order and as many at once, so that the shop's time and the
// network's are in both.
import { Agent, request } from "undici";
import { systemClock } from "../../src/platform/clock.ts";
import { guardPms } from "../../src/pms/guard/guard.ts";
import { pmsOn } from "../pms/qloapps/adapter.ts";
import { KEY, startDouble } from "../support/qloapps/double.ts";
import { type Line, type Spread, spread, table } from "./figures.ts";

export interface PmsFigures {
  readonly quote: Beside;
  readonly book: Beside;
}

/** Milliseconds a call. On a machine that does other work too, `addedCpu` is the figure that stays the same. */
interface Beside {
  readonly ours: Spread;
  readonly bare: Spread;
  /** What is ours alone: by the clock, and of the processor. */
  readonly added: Spread;
  readonly addedCpu: Spread;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

interface Took {
  readonly ms: number;
  readonly cpu: number;
}

const DAY = 86_400_000;
const WARM_UP = 30;
/** Each pair is measured so often, in turns, and the best of each counts: what else the machine does is taken out. */
const TRIES = 3;

export async function benchPms(rounds = 100): Promise<PmsFigures> {
  const double = await startDouble({ gate: async () => undefined });
  const { pms: own } = pmsOn(double.url);
  const pms = guardPms(own, systemClock(), { perSecond: 100_000, burst: 100_000, mostWaiting: 1_000 });
  const dispatcher = new Agent({ connections: 8 });
  const authorization = `Basic ${Buffer.from(`${KEY}:`).toString("base64")}`;

  const bare = async (waves: readonly (readonly Call[])[]): Promise<void> => {
    for (const wave of waves) {
      await Promise.all(
        wave.map(async ({ method, path, body }) => {
          const answer = await request(double.url + path, {
            dispatcher,
            method: method as "GET",
            headers: { authorization },
            ...(body === undefined ? {} : { body }),
          });
          await answer.body.text();
        }),
      );
    }
  };
  const timed = async (work: () => Promise<unknown>): Promise<Took> => {
    const cpu = process.cpuUsage();
    const began = performance.now();
    await work();
    const ms = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    return { ms, cpu: (user + system) / 1000 };
  };
  const stay = (n: number) => {
    const day = (n: number): string =>
      new Date(Date.parse("2027-01-01") + n * DAY).toISOString().slice(0, 10);
    return { arrival: day(n * 2), departure: day(n * 2 + 2) };
  };

  /** The double looks through everything it has at each question: it must not grow. */
  const emptied = (): void => {
    for (const list of [double.state.orders, double.state.rows, double.state.histories]) list.length = 0;
    double.state.ids.order = 0;
  };

  const both = async (
    ours: (round: number) => Promise<unknown>,
    waves: (round: number) => readonly (readonly Call[])[],
  ): Promise<Beside> => {
    const mine: Took[] = [];
    const theirs: Took[] = [];
    for (let round = 0; round < rounds + WARM_UP; round += 1) {
      const tries: Took[][] = [[], []];
      for (let n = round * TRIES; n < (round + 1) * TRIES; n += 1) {
        emptied();
        tries[0]?.push(await timed(() => ours(n)));
        emptied();
        tries[1]?.push(await timed(() => bare(waves(n))));
      }
      if (round < WARM_UP) continue;
      mine.push(best(tries[0] ?? []));
      theirs.push(best(tries[1] ?? []));
    }
    const added = (of: keyof Took): Spread =>
      spread(mine.map((took, at) => took[of] - (theirs[at]?.[of] ?? 0)));
    const all = (list: readonly Took[]): Spread => spread(list.map(({ ms }) => ms));
    return { ours: all(mine), bare: all(theirs), added: added("ms"), addedCpu: added("cpu") };
  };

  try {
    const party = { adults: 2, children: 0 };
    const quote = await both(
      (round) => pms.quote({ stay: stay(round), party, rooms: 1, fresh: true }),
      (round) => [[ari(stay(round))]],
    );
    const book = await both(
      (round) =>
        pms.create({
          reference: `bench-${round}`,
          roomType: "delux",
          stay: stay(round),
          party,
          rooms: 1,
          guest: { name: "Ana Núñez", email: "ana@example.com", phone: "+34600000001" },
          total: { minor: 364_000, currency: "USD" },
          language: "es",
          channel: "whatsapp",
        }),
      (round) => bookWaves(stay(round), round),
    );
    return { quote, book };
  } finally {
    await own.close();
    await dispatcher.close();
    await double.stop();
  }
}

function best(tries: readonly Took[]): Took {
  return { ms: Math.min(...tries.map(({ ms }) => ms)), cpu: Math.min(...tries.map(({ cpu }) => cpu)) };
}

const JSON_OUT = "output_format=JSON";

function ari({ arrival, departure }: { arrival: string; departure: string }): Call {
  const body = `<qloapps><hotel_ari><id_hotel>1</id_hotel><date_from>${arrival}</date_from><date_to>${departure}</date_to></hotel_ari></qloapps>`;
  return { method: "POST", path: `/api/hotel_ari?${JSON_OUT}`, body };
}

/** What a booking asks of the shop, in the order of create: known? · price, guest · write · order, rooms · guest, rivals. */
function bookWaves(stay: { arrival: string; departure: string }, round: number): Call[][] {
  const get = (path: string): Call => ({ method: "GET", path: `/api/${path}` });
  const guest = { firstname: "Bare", lastname: "Client", email: "bare@example.com", phone: "+34600000002" };
  const line = {
    id_room_type: 3,
    checkin_date: stay.arrival,
    checkout_date: stay.departure,
    number_of_rooms: 1,
    rooms: [{ adult: 2, child: 0, id_tax_rules_group: 1 }],
  };
  const booking = {
    id_property: 1,
    currency: "USD",
    source: `bare-${round}`,
    associations: { customer_detail: guest, room_types: [line] },
  };
  const body = JSON.stringify({ booking });
  const id = 1;
  const span = `filter[date_from]=%3C[${stay.departure}]&filter[date_to]=%3E[${stay.arrival}]`;
  return [
    [get(`orders?${JSON_OUT}&display=[id,source]&filter[source]=[bare-${round}]`)],
    [ari(stay), get(`customers?${JSON_OUT}&display=[id,email]&filter[email]=[bare@example.com]`)],
    [{ method: "POST", path: `/api/bookings?${JSON_OUT}`, body }],
    [
      get(`orders?${JSON_OUT}&display=full&filter[id]=[${id}]`),
      get(`room_bookings?${JSON_OUT}&display=full&filter[id_order]=[${id}]`),
    ],
    [
      get(`customers?${JSON_OUT}&display=[id,email]&filter[id]=[2]`),
      get(`room_bookings?${JSON_OUT}&display=full&filter[id_room]=[11]&${span}`),
    ],
  ];
}

export function pmsLines({ quote, book }: PmsFigures): Line[] {
  const line = (what: string, { ours, bare, added, addedCpu }: Beside): Line => ({
    what,
    figure: `adds p50 ${added.p50} ms, p95 ${added.p95} ms; of the processor p50 ${addedCpu.p50} ms, p95 ${addedCpu.p95} ms`,
    beside: `ours p95 ${ours.p95} ms, the same questions bare p95 ${bare.p95} ms (n=${ours.n})`,
  });
  return [line("quote, all room types", quote), line("book", book)];
}

if (process.argv[1] === import.meta.filename) {
  const figures = await benchPms();
  const text = process.argv.includes("--json")
    ? JSON.stringify({ schema: 1, ...figures })
    : table(pmsLines(figures));
  process.stdout.write(`${text}\n`);
}
