import fc from "fast-check";
import { expect } from "vitest";
import { randomIds } from "../../../src/platform/ids.ts";
import { openStore } from "../../../src/store/open.ts";
import { type ShopHotel, shopHotel } from "../../pipeline/support/shop-hotel.ts";
import { type VirtualClock, virtualClock } from "../../pipeline/support/virtual-clock.ts";
import { MIGRATIONS } from "../../store/support/opened.ts";
import { type Double, startDouble } from "../../support/qloapps/double.ts";
import type { Fault, FaultKind } from "../../support/qloapps/faults.ts";

/** What is random about a race; fast-check finds the smallest one that breaks a promise. */
export interface Plan {
  /** Rooms of the type that are free when it begins, of five. */
  readonly free: number;
  /** Guests who said yes, each for nights that overlap some of the others'. */
  readonly guests: readonly {
    readonly from: number;
    readonly nights: number;
    readonly rooms: number;
    /** A room of another type goes with them: all of them or none. */
    readonly mixed: boolean;
  }[];
  /** Bookings the front desk makes meanwhile. */
  readonly desk: readonly { readonly from: number; readonly nights: number }[];
  readonly faults: readonly Fault[];
  /** The process ends and starts again after so many steps; 0: it does not. */
  readonly restartAfter: number;
}

const DAYS = 6;
/** The races QloApps really loses come four times as often. */
const lost: FaultKind[] = ["back order", "double booking"];
const writes: FaultKind[] = [
  ...[lost, lost, lost].flat(),
  "done, 500 notice",
  "done, 500 empty",
  "500 empty",
  "200 fatal",
  "503",
  "done, 502",
  "reset",
  "done, reset",
  "late, silence",
  "done, silence",
  "back order",
  "double booking",
  "double booking, ours first",
  "stale reads",
];
const reads: FaultKind[] = ["503", "500 empty", "reset"];

const span = { from: fc.nat(DAYS - 1), nights: fc.integer({ min: 1, max: 3 }) };
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ on: fc.constant("POST bookings"), kind: fc.constantFrom(...writes) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      on: fc.constant("POST order_histories"),
      kind: fc.constantFrom<FaultKind>("503", "done, reset", "reset", "done, 500 notice"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      on: fc.constantFrom("GET orders", "GET room_bookings", "GET customers", "POST hotel_ari"),
      kind: fc.constantFrom(...reads),
    }),
  },
);

export const plans: fc.Arbitrary<Plan> = fc.record({
  free: fc.integer({ min: 0, max: 3 }),
  guests: fc.array(
    fc.record({ ...span, rooms: fc.constantFrom(1, 1, 1, 2), mixed: fc.constantFrom(false, false, true) }),
    { minLength: 1, maxLength: 4 },
  ),
  desk: fc.array(fc.record(span), { maxLength: 3 }),
  faults: fc.array(fault, { maxLength: 3 }),
  restartAfter: fc.constantFrom(0, 0, 0, 1, 2, 4),
});

function stay({ from, nights }: { from: number; nights: number }): { arrival: string; departure: string } {
  const day = (n: number): string =>
    new Date(Date.parse("2027-03-10") + n * 86_400_000).toISOString().slice(0, 10);
  return { arrival: day(from), departure: day(from + nights) };
}

/**
 * One race: guests' bookings, the front desk and a restart, with the shop's requests served in an order the scheduler
 * chooses and faults on top. Afterwards everybody has had time, and the promises are held against what the shop has.
 */
export async function race(plan: Plan, scheduler: fc.Scheduler, folder: string): Promise<void> {
  const clock = virtualClock();
  const ids = randomIds();
  const opened = openStore(folder, { clock, ids, migrationsDir: MIGRATIONS });
  const gate = async (what: string): Promise<void> => {
    if (open) await scheduler.schedule(Promise.resolve(), what);
  };
  let open = true;
  const double = await startDouble({ now: clock.now, gate });
  let hotel = shopHotel(opened, double.url, clock, { writeTimeoutMs: 200 });
  try {
    for (let taken = plan.free; taken < 5; taken += 1) {
      double.frontDesk.book(4, "2027-03-10", "2027-03-20");
    }
    for (const each of plan.faults) double.arm(each);
    const references = plan.guests.map((guest, at) =>
      hotel.intend(at + 1, stay(guest), "luxury", guest.rooms, guest.mixed ? "executive" : undefined),
    );
    const ended =
      plan.restartAfter === 0 ? undefined : restartAfter(plan.restartAfter, double, () => hotel.end());
    const guests = references.map((reference) => hotel.settle(reference));
    const desk = plan.desk.map((each) =>
      scheduler.schedule(Promise.resolve(), "front desk").then(() => {
        const { arrival, departure } = stay(each);
        try {
          double.frontDesk.book(4, arrival, departure);
        } catch {
          // Full: staff see that at once.
        }
      }),
    );
    await scheduler.waitFor(Promise.allSettled([...guests, ...desk]));
    open = false;
    if (ended) {
      await hotel.end();
      hotel = shopHotel(opened, double.url, clock, { writeTimeoutMs: 200 });
    }
    double.finishLate();
    await calm(hotel, clock, references, (reference) => opened.store.journal.get(reference)?.state);
    holdPromises(hotel, double, references, (reference) => opened.store.journal.get(reference));
  } finally {
    await hotel.end();
    await double.stop();
    opened.close();
  }
}

/** Cuts all connections when the shop has served so many requests: what was under way stays under way. */
function restartAfter(count: number, double: Double, end: () => Promise<void>): true {
  double.onRequest(count, () => void end());
  return true;
}

/** Time goes by, and every half minute what is open is taken up, as the daemon does. */
export async function calm(
  hotel: ShopHotel,
  clock: VirtualClock,
  references: readonly string[],
  state: (reference: string) => string | undefined,
): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    clock.advance(30_000);
    for (const reference of references) await hotel.settle(reference);
    if (references.every((reference) => ["firm", "refused"].includes(state(reference) ?? ""))) break;
  }
  await hotel.reconciler.round();
}

export function holdPromises(
  hotel: ShopHotel,
  { state }: Double,
  references: readonly string[],
  row: (
    reference: string,
  ) => { state: string; booking?: { pmsId: string; code: string }; request: { rooms: number } } | undefined,
): void {
  const heldBy = (order: number) =>
    state.rows.filter((each) => each.order === order && !each.refunded && !each.backOrder);
  for (const reference of references) {
    const journal = row(reference);
    expect(["firm", "refused"], `${reference} is settled`).toContain(journal?.state);
    const orders = state.orders.filter((order) => order.source === `hotelbot:${reference}`);
    const firm = orders.filter((order) => heldBy(order.id).length > 0);
    const confirmed = orders.filter((order) => hotel.told(reference).includes(order.code));
    if (journal?.state === "firm") {
      expect(
        firm.map((order) => String(order.id)),
        "one firm order, the one we know",
      ).toEqual([journal.booking?.pmsId]);
      expect(heldBy(firm[0]?.id ?? 0)).toHaveLength(journal.request.rooms);
      expect(
        confirmed.map((order) => order.code),
        "the guest has its code",
      ).toEqual([journal.booking?.code]);
    } else {
      expect(firm, "nothing firm that nobody knows of").toEqual([]);
      expect(confirmed, "nobody was told it is confirmed").toEqual([]);
    }
    for (const order of firm) {
      for (const mine of heldBy(order.id)) {
        const first = state.rows.filter(
          (other) =>
            other.order !== mine.order &&
            !other.refunded &&
            !other.backOrder &&
            other.room === mine.room &&
            other.from < mine.to &&
            mine.from < other.to &&
            other.id < mine.id,
        );
        expect(first, "nobody was first in the room").toEqual([]);
      }
    }
  }
}
