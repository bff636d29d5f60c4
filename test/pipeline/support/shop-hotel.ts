import { initialState } from "../../../src/conversation/state.ts";
import { step } from "../../../src/conversation/step.ts";
import type { BookingRequest } from "../../../src/domain/hotel.ts";
import type { Stay } from "../../../src/domain/stay.ts";
import { settleBookings } from "../../../src/pipeline/booking.ts";
import type { BookingAlert } from "../../../src/pipeline/booking-alerts.ts";
import { tellDeskOf } from "../../../src/pipeline/booking-alerts.ts";
import type { PipelineContext } from "../../../src/pipeline/context.ts";
import { createLanes } from "../../../src/pipeline/lanes.ts";
import { createReconciler, type Reconciler } from "../../../src/pipeline/reconcile.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { guardPms } from "../../../src/pms/guard/guard.ts";
import type { Pms } from "../../../src/pms/port.ts";
import type { QloAppsOptions } from "../../../src/pms/qloapps/options.ts";
import type { OpenStore } from "../../../src/store/open.ts";
import { hotel, limits, phrases } from "../../conversation/support/hotel.ts";
import { pmsOn, ROOM_TYPES } from "../../pms/qloapps/adapter.ts";
import { aConversation } from "../../store/support/messages.ts";

/** hotelbot's side of a hotel whose PMS is a QloApps shop: store, pipeline and adapter as the daemon joins them. */
export interface ShopHotel {
  readonly context: PipelineContext;
  readonly pms: Pms;
  readonly reconciler: Reconciler;
  /**
   * A guest who said yes: the booking is a row and nothing more. Answers its reference. `beside`: one room of that type
   * goes with the others.
   */
  intend(guest: number, stay: Stay, roomType?: string, rooms?: number, beside?: string): string;
  /** Takes up whatever is open of a guest's bookings, in the guest's lane. */
  settle(reference: string): Promise<void>;
  /** What guests were told, by conversation. */
  told(reference: string): string;
  /** Guests whose queue was to be looked at, as it happened. */
  readonly queued: readonly number[];
  /** Ends like a process: connections are cut, nothing is finished. */
  end(): Promise<void>;
}

const TOTALS: Readonly<Record<string, number>> = {
  general: 130_000,
  delux: 182_000,
  executive: 234_000,
  luxury: 286_000,
};

export function shopHotel(
  opened: OpenStore,
  url: string,
  clock: Clock,
  more: Partial<QloAppsOptions> = {},
): ShopHotel {
  const { store } = opened;
  const log = silentLogger();
  const lanes = createLanes((_key, error) => {
    throw error;
  });
  const queued: number[] = [];
  let tell = (_alert: BookingAlert): void => undefined;
  const { pms: own } = pmsOn(url, { clock, alert: (alert) => tell(alert), ...more });
  const pms = guardPms(own, clock, { perSecond: 1_000, burst: 100_000, mostWaiting: 100_000 });
  const context = {
    store,
    pms,
    clock,
    ids: randomIds(),
    log,
    hotel: { ...hotel, currency: "USD", timeZone: "UTC" },
    roomTypes: ROOM_TYPES.map(({ type }) => type),
    limits,
    phrases,
    step,
    initialState,
    holds: { firstMs: 1_200_000, extensionMs: 600_000, extensions: 2 },
    voiceReplies: "text",
    canSpeak: () => false,
    seen: () => undefined,
  } as unknown as PipelineContext;

  const conversationOf = (reference: string): { id: number; guestId: number } => {
    const id = store.journal.get(reference)?.conversationId ?? 0;
    return { id, guestId: store.conversations.get(id)?.guestId ?? 0 };
  };
  tell = (alert) => {
    const { id, guestId } = conversationOf(alert.reference);
    void lanes.run(guestId, async () => tellDeskOf(context, id, alert));
  };

  return {
    context,
    pms,
    reconciler: createReconciler(context, (guestId, work) => lanes.run(guestId, work)),
    intend(guest, stay, roomType = "luxury", own = 1, beside) {
      const phone = `3460000${String(guest).padStart(4, "0")}`;
      const { conversationId } = aConversation(store, phone);
      const reference = `miramar-${conversationId}-0`;
      const nights = (Date.parse(stay.departure) - Date.parse(stay.arrival)) / 86_400_000;
      const part = (type: string, count: number) => {
        const total = { minor: (TOTALS[type] ?? 0) * nights * count, currency: "USD" };
        return { roomType: type, rooms: count, party: { adults: 2 * count, children: 0 }, total };
      };
      const parts = [part(roomType, own), ...(beside === undefined ? [] : [part(beside, 1)])];
      const rooms = parts.reduce((sum, each) => sum + each.rooms, 0);
      const minor = parts.reduce((sum, each) => sum + each.total.minor, 0);
      const request: BookingRequest = {
        reference,
        roomType,
        stay,
        party: { adults: 2 * rooms, children: 0 },
        rooms,
        guest: { name: `Ana Núñez`, email: `ana${guest}@example.com`, phone: `+${phone}` },
        total: { minor, currency: "USD" },
        language: "es",
        channel: "whatsapp",
        ...(parts.length > 1 ? { parts } : {}),
      };
      const at = clock.now();
      store.transaction(() => {
        const { version } = store.conversations.get(conversationId) ?? { version: 0 };
        const { arrival, departure } = stay;
        const draft = { rooms, arrival, departure, adults: 2 * rooms, children: 0, roomType };
        const state = { ...initialState("es"), greeted: true, step: "booking" as const, draft };
        store.conversations.save(conversationId, version, { state, mode: "bot", language: "es", at });
        store.journal.intend({ reference, conversationId, request, at });
      });
      return reference;
    },
    settle(reference) {
      const { id, guestId } = conversationOf(reference);
      return lanes.run(guestId, () => settleBookings(context, id, (guest) => queued.push(guest)));
    },
    told(reference) {
      const { id } = conversationOf(reference);
      const rows = store.outbox.ofConversation(id, 0);
      return rows.map(({ content }) => (content.kind === "text" ? content.text : "")).join("\n");
    },
    queued,
    end: () => own.close(),
  };
}
