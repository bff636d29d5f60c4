import type { Clock } from "../../../src/platform/clock.ts";

/** A clock that stands until it is moved; what was to be called back meanwhile is, in its order. */
export interface VirtualClock extends Clock {
  advance(ms: number): void;
}

export function virtualClock(at = Date.parse("2027-02-01T10:00:00Z")): VirtualClock {
  let now = at;
  let timers: { readonly at: number; readonly call: () => void }[] = [];
  return {
    now: () => now,
    after(ms, call) {
      const timer = { at: now + ms, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [first] = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
        if (!first) break;
        timers = timers.filter((each) => each !== first);
        now = Math.max(now, first.at);
        first.call();
      }
      now = end;
    },
  };
}
