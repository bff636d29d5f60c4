import { asHotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Notifier } from "../platform/notify.ts";
import type { Store } from "../store/contract.ts";

/** Whether the daemon does its work, in a line for people. A daemon that is not `well` is better started again. */
export interface Beat {
  readonly well: boolean;
  readonly text: string;
}

export interface BeatParts {
  readonly clock: Clock;
  readonly store: Pick<Store, "inbox" | "summaries">;
  /** Writes to the database, durably; throws as the store does. */
  readonly touch: () => void;
  readonly startedAt: number;
}

/** A turn takes seconds and is given up after some minutes; one that waits for ten hangs. */
export const STUCK_MS = 600_000;

/** Looks at what a bare timer cannot know: that the disk takes a commit, and that turns come to an end. */
export function takeBeat(parts: BeatParts): Beat {
  const { clock, store, startedAt } = parts;
  const now = clock.now();
  try {
    parts.touch();
  } catch (thrown) {
    const { code, message } = asHotelbotError(thrown);
    // Starting again frees no disk: guests get their 503 and Meta tries again.
    return { well: code === "DATABASE_FULL", text: message };
  }
  if (now - startedAt >= STUCK_MS && store.inbox.lanes(now - STUCK_MS).length > 0) {
    return { well: false, text: "guests have waited for ten minutes and no turn ends" };
  }
  const { inboxNew, outboxReady, outboxSending } = store.summaries.counts(now);
  return { well: true, text: `${inboxNew} to answer, ${outboxReady + outboxSending} to send` };
}

export interface BeatingParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly notifier: Notifier;
  readonly beat: () => Beat;
}

/** Tells systemd three times in each watchdog period; answers how to stop. Does nothing where nobody watches. */
export function beatEvery({ clock, log, notifier, beat }: BeatingParts): () => void {
  const period = notifier.watchdogMs;
  if (period === undefined) return () => undefined;
  let cancel: () => void;
  const round = (): void => {
    cancel = clock.after(period / 3, round);
    const { well, text } = beat();
    if (!well) log.error("the health beat is withheld: systemd will start hotelbot again", { why: text });
    void (well ? notifier.beat(text) : notifier.status(text));
  };
  cancel = clock.after(0, round);
  return () => cancel();
}
