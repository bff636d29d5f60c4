import { asHotelbotError, HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";

export interface BreakerState {
  readonly state: "closed" | "open" | "trying";
  /** Answers missed since the last good one. */
  readonly failures: number;
  /** Of the last good answer, epoch ms; 0 before the first. */
  readonly lastGoodAt: number;
  /** Why the last one was missed. */
  readonly why?: string;
  /** When the next question is let through, epoch ms, while open. */
  readonly nextAt?: number;
}

export interface Breaker {
  /** Lets a question through, or rejects at once with PMS_UNAVAILABLE while the PMS is given time. */
  run<T>(ask: () => Promise<T>): Promise<T>;
  state(): BreakerState;
}

/** So many missed answers in a row open it: one may be a hiccup, three are an outage. */
const OPENS_AFTER = 3;
/** The first pause; each further one is twice as long. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Keeps guests from waiting for a PMS that is down: after three missed answers it is left alone for 5 s, then one
 * question is let through; if that is missed too, for twice as long, up to a minute. A refusal is an answer.
 */
export function createBreaker(clock: Clock): Breaker {
  let failures = 0;
  let lastGoodAt = 0;
  let why: string | undefined;
  let pause = 0;
  let closedUntil = 0;
  let trying = false;

  function good(): void {
    failures = 0;
    pause = 0;
    why = undefined;
    lastGoodAt = clock.now();
  }

  function missed(reason: string): void {
    failures += 1;
    why = reason;
    if (failures < OPENS_AFTER) return;
    pause = pause === 0 ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pause * 2);
    closedUntil = clock.now() + pause;
  }

  const isOpen = (): boolean => pause > 0;

  function rejection(): HotelbotError {
    const seconds = Math.max(1, Math.ceil((closedUntil - clock.now()) / 1000));
    const what = `it missed ${failures} answers in a row (${why ?? "no answer"}); asked again in ${seconds} s`;
    return new HotelbotError("PMS_UNAVAILABLE", { what });
  }

  return {
    async run(ask) {
      if (isOpen() && (trying || clock.now() < closedUntil)) throw rejection();
      const probe = isOpen();
      if (probe) trying = true;
      try {
        const answer = await ask();
        good();
        return answer;
      } catch (thrown) {
        const error = asHotelbotError(thrown);
        if (error.code === "PMS_UNAVAILABLE" || error.code === "PMS_UNKNOWN") {
          missed(String(error.details.what ?? error.message));
        } else if (error.code === "PMS_REFUSED" || error.code === "PMS_INVALID") good();
        throw thrown;
      } finally {
        if (probe) trying = false;
      }
    },
    state: () => ({
      state: isOpen() ? (trying ? "trying" : "open") : "closed",
      failures,
      lastGoodAt,
      ...(why === undefined ? {} : { why }),
      ...(isOpen() ? { nextAt: closedUntil } : {}),
    }),
  };
}
