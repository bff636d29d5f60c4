import type { Clock } from "../../../platform/clock.ts";

/** 45 messages at once to one guest, paid back at one per 6 s; 80 a second from the number. */
const BURST = 45;
const REFILL_MS = 6000;
const PER_SECOND = 80;

export interface Limits {
  /** The code to refuse with, or undefined; a message let through is counted. */
  check(guest: string): 131056 | 130429 | undefined;
}

export function createLimits(clock: Clock): Limits {
  const buckets = new Map<string, { tokens: number; at: number }>();
  let second: number[] = [];
  return {
    check(guest) {
      const now = clock.now();
      second = second.filter((at) => at > now - 1000);
      if (second.length >= PER_SECOND) return 130429;
      const bucket = buckets.get(guest) ?? { tokens: BURST, at: now };
      const tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) / REFILL_MS);
      if (tokens < 1) return 131056;
      buckets.set(guest, { tokens: tokens - 1, at: now });
      second.push(now);
      return undefined;
    },
  };
}
