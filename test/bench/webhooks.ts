import { besideFsync } from "./disk.ts";
import { mean, round, type Spread, spread, type Line as TableLine, times } from "./figures.ts";
import type { BenchHotel } from "./hotel.ts";
import { type Line, openLines, webhookRequests } from "./posts.ts";

/** Webhooks a second in the open loop, every fourth a guest to be answered: more than a hotel of a thousand rooms has. */
const RATE = 60;
const OPEN_SECONDS = 8;
const LINES = 64;
const SATURATED = 8_000;
const TICK_MS = 2;

export interface AckFigures {
  readonly acksPerSecond: number;
  /** From the moment a webhook was due to its acknowledgement, ms. */
  readonly ack: Spread;
  /** A bare 4 KiB write and fsync on the same disk just before and after, ms. */
  readonly fsync: Spread;
  /** Webhooks a commit carried, on average and at most. */
  readonly perCommit: { readonly mean: number; readonly most: number };
  /** How late a timer of this process rang meanwhile, ms: what whatever else runs on the machine costs anybody. */
  readonly late: Spread;
}

/** A steady stream: each webhook leaves when it is due, whether or not the one before was answered. */
export async function steadyAcks(hotel: BenchHotel): Promise<AckFigures> {
  const requests = webhookRequests(hotel, RATE * OPEN_SECONDS, "steady");
  return measured(hotel, async (lines) => {
    const free = [...lines];
    const late: (() => void)[] = [];
    const line = async (): Promise<Line> => {
      const found = free.pop();
      if (found) return found;
      await new Promise<void>((wake) => late.push(wake));
      return line();
    };
    const began = performance.now();
    const one = async (request: Buffer, n: number): Promise<number> => {
      const due = began + (n * 1000) / RATE;
      await until(due);
      const mine = await line();
      await mine.post(request);
      free.push(mine);
      late.shift()?.();
      return performance.now() - due;
    };
    return Promise.all(requests.map(one));
  });
}

/** As many as it takes: every connection posts its next webhook when the last one is acknowledged. */
export async function saturatedAcks(hotel: BenchHotel): Promise<AckFigures> {
  const requests = webhookRequests(hotel, SATURATED, "saturated");
  return measured(hotel, async (lines) => {
    const took: number[] = [];
    await Promise.all(
      lines.map(async (line) => {
        for (let next = requests.pop(); next; next = requests.pop()) {
          const began = performance.now();
          await line.post(next);
          took.push(performance.now() - began);
        }
      }),
    );
    return took;
  });
}

async function measured(
  hotel: BenchHotel,
  work: (lines: readonly Line[]) => Promise<number[]>,
): Promise<AckFigures> {
  const lines = await openLines(hotel, LINES);
  hotel.commits();
  const { result, fsync } = await besideFsync(hotel.stage.stateDir, async () => {
    const lateness = watchTimers();
    const began = performance.now();
    const took = await work(lines);
    return { took, seconds: (performance.now() - began) / 1000, late: lateness() };
  });
  for (const line of lines) line.close();
  const commits = hotel.commits();
  return {
    acksPerSecond: round(result.took.length / result.seconds),
    ack: spread(result.took),
    fsync,
    perCommit: { mean: mean(commits), most: Math.max(0, ...commits) },
    late: spread(result.late),
  };
}

/** Notes how late a timer rings until asked. */
function watchTimers(): () => number[] {
  const late: number[] = [];
  let due = performance.now() + TICK_MS;
  const timer = setInterval(() => {
    late.push(Math.max(0, performance.now() - due));
    due = performance.now() + TICK_MS;
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    return late;
  };
}

function until(moment: number): Promise<void> {
  const wait = moment - performance.now();
  return wait <= 0 ? Promise.resolve() : new Promise((due) => setTimeout(due, wait));
}

export function ackLines(name: string, figures: AckFigures): TableLine[] {
  const { ack, fsync, perCommit, acksPerSecond, late } = figures;
  return [
    { what: `${name}, acknowledged`, figure: `${acksPerSecond}/s`, beside: `${ack.n} webhooks` },
    {
      what: `${name}, p50`,
      figure: `${ack.p50} ms`,
      beside: `${times(ack.p50, fsync.p50)} an fsync's p50 (${fsync.p50} ms)`,
    },
    {
      what: `${name}, p99`,
      figure: `${ack.p99} ms`,
      beside: `${times(ack.p99, fsync.p99)} an fsync's p99 (${fsync.p99} ms)`,
    },
    { what: `${name}, a timer beside it`, figure: `${late.p99} ms late`, beside: "p99" },
    {
      what: `${name}, a commit carries`,
      figure: `${perCommit.mean}`,
      beside: `webhooks on average, ${perCommit.most} at most`,
    },
  ];
}
