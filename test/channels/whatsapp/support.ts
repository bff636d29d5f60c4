import { readFileSync } from "node:fs";
import type { ReceiverOptions } from "../../../src/channels/whatsapp/receiver.ts";
import type { Clock } from "../../../src/platform/clock.ts";

const FOLDER = new URL("../../contracts/whatsapp/", import.meta.url);

/** A contract body's bytes as they lie in the file. */
export function contract(name: string): Buffer {
  return readFileSync(new URL(`${name}.json`, FOLDER));
}

export interface FakeClock extends Clock {
  /** Moves time and runs what came due, in order. */
  advance(ms: number): void;
}

export function fakeClock(start = Date.UTC(2026, 9, 14, 10)): FakeClock {
  let now = start;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = until;
    },
  };
}

export interface Logged {
  readonly level: "info" | "warn" | "error";
  readonly details: object;
  readonly message: string;
}

export function memoryLog(): { readonly lines: Logged[]; readonly log: ReceiverOptions["log"] } {
  const lines: Logged[] = [];
  const at = (level: Logged["level"]) => (details: object, message: string) => {
    lines.push({ level, details, message });
  };
  return { lines, log: { info: at("info"), warn: at("warn"), error: at("error") } };
}
