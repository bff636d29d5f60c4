import type { HotelConfig } from "../config/hotel-config.ts";
import type { Secrets } from "../config/secrets.ts";
import { type BookingAlert, tellDeskOf } from "../pipeline/booking-alerts.ts";
import type { PipelineContext } from "../pipeline/context.ts";
import { createReconciler, type InLane } from "../pipeline/reconcile.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import type { BreakerState } from "../pms/guard/breaker.ts";
import { guardPms } from "../pms/guard/guard.ts";
import { seedHouse } from "../pms/house/definition.ts";
import type { HouseDeskRepository } from "../pms/house/desk-repository.ts";
import { housePms } from "../pms/house/house.ts";
import type { HouseRepository } from "../pms/house/repository.ts";
import type { Pms, PmsAlert } from "../pms/port.ts";
import { qloappsPms } from "../pms/qloapps/qloapps.ts";

export interface PmsParts {
  readonly config: HotelConfig;
  readonly house: HouseRepository;
  readonly houseDesk: HouseDeskRepository;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

export interface PmsLink {
  readonly pms: Pms;
  /** How it has answered lately; missing for the house, which lives in our process. */
  readonly breaker?: () => BreakerState;
  /**
   * Once the pipeline runs: tells the desk what the PMS makes known, compares bookings now and every few minutes.
   * Answers how to stop.
   */
  watch(context: PipelineContext, inLane: InLane): () => void;
  close(): Promise<void>;
}

/** Between two comparisons of confirmed bookings with the PMS. */
const RECONCILE_MS = 180_000;

/** The hotel's PMS as configured. Throws SECRET_MISSING, SECRET_WEAK, SECRET_EXPOSED, PMS_INVALID. */
export function openPms(parts: PmsParts): PmsLink {
  const { config, house, houseDesk, secrets, clock, ids, log } = parts;
  if (config.pms.kind === "house") {
    seedHouse(house, config.pms, houseDesk);
    const pms = housePms({ repository: house, clock, ids });
    return { pms, watch: (context, inLane) => reconcileEvery(context, inLane), close: async () => undefined };
  }
  // A key that is missing is said at start, not at the first guest.
  secrets.get("pms-key");
  let tell = (alert: PmsAlert): void => log.warn("a booking needs a person", { ...alert });
  const { kind: _kind, ...shop } = config.pms;
  const own = qloappsPms({
    ...shop,
    key: () => secrets.get("pms-key"),
    clock,
    alert: (alert) => tell(alert),
  });
  const pms = guardPms(own, clock);
  return {
    pms,
    breaker: pms.breaker,
    watch(context, inLane) {
      tell = (alert) => void tellDesk(context, inLane, alert);
      return reconcileEvery(context, inLane);
    },
    close: () => own.close(),
  };
}

/** An alert comes from within a booking, which has the guest's lane: it is told right after. */
async function tellDesk(context: PipelineContext, inLane: InLane, alert: BookingAlert): Promise<void> {
  const { store, log } = context;
  const conversationId = store.journal.get(alert.reference)?.conversationId;
  const guestId = conversationId === undefined ? undefined : store.conversations.get(conversationId)?.guestId;
  try {
    if (conversationId === undefined || guestId === undefined)
      throw new Error("no conversation has that booking");
    await inLane(guestId, async () => tellDeskOf(context, conversationId, alert));
  } catch (error) {
    log.error("the desk could not be told of a booking", { ...alert, err: error });
  }
}

function reconcileEvery(context: PipelineContext, inLane: InLane): () => void {
  const { clock } = context;
  const reconciler = createReconciler(context, inLane);
  let stopped = false;
  let cancel = (): void => undefined;
  const round = async (): Promise<void> => {
    await reconciler.round();
    if (!stopped) cancel = clock.after(RECONCILE_MS, () => void round());
  };
  void round();
  return () => {
    stopped = true;
    cancel();
  };
}
