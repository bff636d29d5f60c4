import { HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";

export interface RateLimit {
  /** Resolves when the next question may go; rejects with PMS_UNAVAILABLE when too many wait already. */
  turn(): Promise<void>;
}

export interface RateOptions {
  readonly perSecond: number;
  /** So many may go at once after a quiet time. */
  readonly burst: number;
  readonly mostWaiting: number;
}

/** Questions a second, with room for bursts; what is over waits its turn in the order asked. */
export function createRateLimit(clock: Clock, { perSecond, burst, mostWaiting }: RateOptions): RateLimit {
  const waiting: (() => void)[] = [];
  const every = 1000 / perSecond;
  let tokens = burst;
  let filledAt = clock.now();
  let timed = false;

  function fill(): void {
    const now = clock.now();
    const whole = Math.floor((now - filledAt) / every);
    if (whole <= 0) return;
    tokens = Math.min(burst, tokens + whole);
    filledAt = tokens === burst ? now : filledAt + whole * every;
  }

  function serve(): void {
    timed = false;
    fill();
    while (tokens > 0 && waiting.length > 0) {
      tokens -= 1;
      waiting.shift()?.();
    }
    if (waiting.length > 0) serveSoon();
  }

  function serveSoon(): void {
    if (timed) return;
    timed = true;
    clock.after(Math.max(1, Math.ceil(filledAt + every - clock.now())), serve);
  }

  return {
    turn() {
      fill();
      if (tokens > 0 && waiting.length === 0) {
        tokens -= 1;
        return Promise.resolve();
      }
      if (waiting.length >= mostWaiting) {
        const what = `more than ${mostWaiting} questions wait for it already`;
        return Promise.reject(new HotelbotError("PMS_UNAVAILABLE", { what }));
      }
      return new Promise((resolve) => {
        waiting.push(resolve);
        serveSoon();
      });
    },
  };
}
