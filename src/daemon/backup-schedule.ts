import { localNow } from "../domain/calendar.ts";
import { asHotelbotError } from "../errors.ts";
import { removeOldAsides } from "../ops/restore/swap.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Backups } from "./backups.ts";

export interface ScheduleParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly backups: Backups;
  readonly stateDir: string;
  /** When a night's backup is due, by the hotel's clock: «03:30». */
  readonly at: string;
  readonly timeZone: string;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const EVERY = 10 * MINUTE;
/** After a failure: not every ten minutes, and not only tomorrow. */
const RETRY = 60 * MINUTE;
/** Less than a week by an hour, so that a weekly drill does not wander through the day. */
const DRILL_AFTER = 7 * DAY - 60 * MINUTE;
/** A drill that failed is tried again the next day: there is another backup by then. */
const FAILED_DRILL_AFTER = DAY - 60 * MINUTE;
/** What a restore replaced is kept for a week. */
const ASIDE_FOR = 7 * DAY;

/**
 * Backs up every night, and drills every week, as soon as there is a key to encrypt to. What was due while the machine
 * was off is made up for. Answers how to stop it.
 */
export function backupEvery(parts: ScheduleParts): () => void {
  const { clock, log } = parts;
  let notBefore = 0;
  let cancel: () => void;
  const beat = (): void => {
    cancel = clock.after(EVERY, beat);
    lookRound(parts, notBefore)
      .then((again) => {
        notBefore = again;
      })
      .catch((error: unknown) => log.error("looking after the backups failed", { err: error }));
  };
  cancel = clock.after(MINUTE, beat);
  return () => cancel();
}

/** Does what is due at `now`. Answers when, at the earliest, a backup may be tried again. */
export async function lookRound(parts: ScheduleParts, notBefore: number): Promise<number> {
  const { clock, backups, stateDir } = parts;
  removeOldAsides(stateDir, clock.now() - ASIDE_FOR);
  const facts = await backups.facts();
  if (facts.keySince === undefined) return notBefore;
  const now = clock.now();
  const due = (facts.lastGood?.at ?? 0) < lastDue(now, parts.at, parts.timeZone);
  if (due && now >= notBefore) {
    await backups.begin();
    await backups.idle();
    if (backups.job().state === "failed") return now + RETRY;
  }
  const { drill } = facts;
  const since = drill?.at ?? 0;
  if (now - since >= (drill?.ok === false ? FAILED_DRILL_AFTER : DRILL_AFTER)) await drillNow(parts);
  return notBefore;
}

async function drillNow({ backups, log }: ScheduleParts): Promise<void> {
  try {
    await backups.drill();
  } catch (thrown) {
    const { code, message } = asHotelbotError(thrown);
    log.error(`no backup drill: ${message}`, { code });
  }
}

/** The latest moment, epoch ms, at which the clock on the hotel's wall showed `at`; exact but on nights it is set. */
export function lastDue(now: number, at: string, timeZone: string): number {
  const minutes = (time: string): number => {
    const [hours = "0", rest = "0"] = time.split(":");
    return Number(hours) * 60 + Number(rest);
  };
  const since = (minutes(localNow(now, timeZone).time) - minutes(at) + 1_440) % 1_440;
  return now - since * MINUTE - (now % MINUTE);
}
