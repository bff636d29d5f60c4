import type { Clock } from "../../src/platform/clock.ts";

const FRAME_MS = 20;
/** Later than this (the machine slept), the past is not made up for. */
const HOPELESS_MS = 2_000;

export interface Pacer {
  stop(): void;
}

/**
 * Calls `tick` at T0 + n · 20 ms of an absolute deadline, so that lateness never adds up: what is late is done at once,
 * several ticks in a row if need be. `catchUp` is how many ticks are still due right after this one.
 */
export function startPacer(clock: Clock, tick: (catchUp: number, lateMs: number) => void): Pacer {
  let due = clock.now();
  let cancel = () => {};
  let stopped = false;
  const run = () => {
    const now = clock.now();
    if (now - due > HOPELESS_MS) due = now;
    while (!stopped && due <= now) {
      tick(Math.floor((now - due) / FRAME_MS), now - due);
      due += FRAME_MS;
    }
    if (!stopped) cancel = clock.after(Math.max(0, due - clock.now()), run);
  };
  cancel = clock.after(0, run);
  return {
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}

/** A clock that no correction of the machine's time can turn back. Its zero is the start of the process. */
export function monotonicClock(): Clock {
  return {
    now: () => performance.now(),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}
