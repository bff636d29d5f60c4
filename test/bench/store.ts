import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import type { RawEvent } from "../../src/store/contract.ts";
import { openStore } from "../../src/store/open.ts";

export interface StoreFigures {
  /** A 4 KiB write and fsync on the same disk, without SQLite: milliseconds. */
  readonly fsync: { readonly p50: number; readonly p99: number };
  /** Inbox.accept with so many bodies of one message a call. */
  readonly accept: readonly {
    readonly bodies: number;
    readonly p50: number;
    readonly p99: number;
    readonly rowsPerSecond: number;
  }[];
}

/** Measures the inbox against a bare fsync of the same disk in the same run, below `parent`. */
export function benchStore(parent: string, calls = 300): StoreFigures {
  const folder = mkdtempSync(join(parent, "hotelbot-bench-"));
  const clock = systemClock();
  const { store, close } = openStore(folder, {
    clock,
    ids: randomIds(),
    migrationsDir: join(packageRoot(), "migrations"),
  });
  const file = openSync(join(folder, "bare"), "w");
  const page = Buffer.alloc(4096, 1);
  const fsyncOnce = (): void => {
    writeSync(file, page);
    fsyncSync(file);
  };
  const bare: number[] = [];
  try {
    const accept = [1, 10, 100].map((bodies) => {
      const batches = Array.from({ length: calls }, (_, call) =>
        Array.from({ length: bodies }, (__, index) => message(`${bodies}-${call}-${index}`, clock.now())),
      );
      const times = batches.map((batch) => {
        // Taken in turns: what an fsync costs on a shared disk wanders between 0.2 and 4 ms within minutes.
        bare.push(timed(fsyncOnce));
        return timed(() => store.inbox.accept(batch));
      });
      const seconds = times.reduce((sum, ms) => sum + ms, 0) / 1_000;
      return { bodies, ...percentiles(times), rowsPerSecond: Math.round((bodies * calls) / seconds) };
    });
    return { fsync: percentiles(bare), accept };
  } finally {
    closeSync(file);
    close();
    rmSync(folder, { recursive: true });
  }
}

function message(id: string, at: number): RawEvent {
  const phone = `346${String(id.length * 7 + Number(id.split("-")[1]) * 13).padStart(8, "0")}`;
  const content = { kind: "text" as const, text: "¿tenéis una doble del 3 al 5 de marzo para dos?" };
  const inbound = {
    channel: "whatsapp" as const,
    externalId: `wamid.${id}`,
    from: { phone },
    sentAt: at,
    content,
  };
  // A webhook with one text message is about 500 bytes.
  const body = Buffer.from(JSON.stringify({ padding: "x".repeat(250), inbound }));
  return {
    channel: "whatsapp",
    body,
    receivedAt: at,
    parsed: { messages: [inbound], statuses: [], events: [] },
  };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function percentiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2));
  return { p50: at(0.5), p99: at(0.99) };
}
