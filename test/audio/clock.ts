import type { Clock } from "../../src/platform/clock.ts";

export interface FakeClock extends Clock {
  /** The waits that are asked for and not yet over, in ms. */
  waiting(): number[];
  /** Ends the first wait now. */
  fire(): void;
}

/** A clock on which nothing happens until the test says so. */
export function fakeClock(): FakeClock {
  let now = 0;
  const waits: { ms: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after: (ms, callback) => {
      const wait = { ms, callback };
      waits.push(wait);
      return () => {
        const at = waits.indexOf(wait);
        if (at >= 0) waits.splice(at, 1);
      };
    },
    waiting: () => waits.map((wait) => wait.ms),
    fire: () => {
      const wait = waits.shift();
      now += wait?.ms ?? 0;
      wait?.callback();
    },
  };
}
