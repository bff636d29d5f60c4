import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";

/** Slows guessing down: after some tries each further one has to wait, twice as long each time. */
export interface Tries {
  /** Counts a try of `key`. Throws DESK_LOGIN_SLOW while it has to wait. */
  begin(key: string, free: number): void;
  /** It was no guess. */
  good(key: string): void;
}

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Whoever is quiet so long starts anew. */
const FORGET_MS = 3_600_000;
const MOST = 10_000;

interface Kept {
  readonly count: number;
  readonly lastAt: number;
  readonly openAt: number;
}

export function createTries(clock: Clock): Tries {
  const kept = new Map<string, Kept>();

  function forgetOld(now: number): void {
    for (const [key, { lastAt }] of kept) if (now - lastAt >= FORGET_MS) kept.delete(key);
    const [oldest] = kept.keys();
    if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
  }

  return {
    begin(key, free) {
      const now = clock.now();
      forgetOld(now);
      const before = kept.get(key);
      // A clock that was put back keeps nobody out longer than the longest wait.
      const wait = Math.min((before?.openAt ?? 0) - now, LONGEST_WAIT_MS);
      if (wait > 0) throw new HotelbotError("DESK_LOGIN_SLOW", { seconds: Math.ceil(wait / 1000) });
      const count = (before?.count ?? 0) + 1;
      const pause = count < free ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - free), LONGEST_WAIT_MS);
      kept.delete(key);
      kept.set(key, { count, lastAt: now, openAt: now + pause });
    },
    good: (key) => void kept.delete(key),
  };
}
