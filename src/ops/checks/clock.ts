import type { CheckResult } from "./check.ts";

export interface ClockFacts {
  readonly now: number;
  /** What the hotel's clock shows, as `2027-02-01 10:00`, and by which zone. */
  readonly local: string;
  readonly timeZone: string;
  /** Whether the machine's clock follows a time server; undefined where nobody says. */
  readonly synchronised?: boolean | undefined;
  /** How far the clock is ahead of a server on the internet, ms; undefined when none was asked. */
  readonly aheadMs?: number | undefined;
  /** When the newest message on disk came, epoch ms: later than now means that the clock was put back. */
  readonly newestAt?: number | undefined;
}

/** A server's own date has whole seconds, and its answer took time: less than this tells nothing. */
const SKEWED_MS = 30_000;
const WRONG_MS = 300_000;
const CURE = "Set the time and let it be kept: sudo timedatectl set-ntp true (package systemd-timesyncd).";

/** Holds, «tomorrow» and the 24-hour window hang on the clock. */
export function checkClock(facts: ClockFacts): CheckResult {
  const name = "clock";
  const { aheadMs = 0, newestAt = 0, now } = facts;
  if (Math.abs(aheadMs) >= SKEWED_MS) {
    const text = `the clock is ${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? "ahead" : "behind"}`;
    return { name, state: Math.abs(aheadMs) >= WRONG_MS ? "critical" : "warning", text, cure: CURE };
  }
  if (newestAt - now >= SKEWED_MS) {
    const text = `the clock was put back: the newest message is ${Math.round((newestAt - now) / 1000)} s in the future`;
    return { name, state: "warning", text, cure: CURE };
  }
  if (facts.synchronised === false) {
    return { name, state: "warning", text: "no time server keeps the clock right", cure: CURE };
  }
  return { name, state: "ok", text: `${facts.local} at the hotel (${facts.timeZone})` };
}
