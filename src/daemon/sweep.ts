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
/** A message whose fate no status told within ten minutes is the desk's to decide; a refused one is at once. */
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
      const rows = store.outbox.forDesk(at - UNKNOWN_TO_DESK_MS);
      for (const { id, state, error } of rows) {
        const what =
          state === "unknown"
            ? "whether a message arrived is still unknown: the desk decides"
            : "a message did not arrive: the desk decides";
        log.warn(what, { outbox: id, state });
        const action = `outbox.${state}`;
        store.audit.add({ at, actor: "hotelbot", action, subject: id, detail: { error } });
      }
      pipeline.undelivered(rows);
    } catch (error) {
      log.error("the regular look round failed", { err: error });
    }
  };
  cancel = clock.after(EVERY_MS, beat);
  return () => cancel();
}
