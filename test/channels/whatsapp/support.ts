import { readFileSync } from "node:fs";
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
/** The first page of an Ogg/Opus file, as far as anybody looks at it. */
export function opusFile(channels: 1 | 2): Uint8Array {
  const head = Buffer.alloc(64);
  head.write("OggS", 0, "latin1");
  head.write("OpusHead", 28, "latin1");
  head[36] = 1;
  head[37] = channels;
  return head;
}
