import type { Pipeline } from "../pipeline/pipeline.ts";
import type { Sender } from "../pipeline/sender.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Store } from "../store/contract.ts";

export interface SweepParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Store;
  readonly pipeline: Pipeline;
  readonly sender: Sender;
}

/** Holds end to the half minute, and a booking of unknown outcome is looked up that often. */
const EVERY_MS = 30_000;
/** A message whose fate no status told within ten minutes is the desk's to decide. */
const UNKNOWN_TO_DESK_MS = 600_000;

/** The daemon's slow beat: holds that ended, bookings left open, messages of unknown fate. Answers how to stop it. */
export function sweepEvery(parts: SweepParts): () => void {
  const { clock, log, store, pipeline, sender } = parts;
  let cancel: () => void;
  const beat = (): void => {
    cancel = clock.after(EVERY_MS, beat);
    try {
      pipeline.sweep();
      sender.wakeAll();
      const at = clock.now();
      for (const row of store.outbox.forDesk(at - UNKNOWN_TO_DESK_MS)) {
        log.warn("whether a message arrived is still unknown: the desk decides", { outbox: row.id });
        store.audit.add({
          at,
          actor: "hotelbot",
          action: "outbox.unknown",
          subject: row.id,
          detail: { error: row.error },
        });
      }
    } catch (error) {
      log.error("the regular look round failed", { err: error });
    }
  };
  cancel = clock.after(EVERY_MS, beat);
  return () => cancel();
}
