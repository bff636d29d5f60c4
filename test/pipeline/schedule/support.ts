import { initialState } from "../../../src/conversation/state.ts";
import { step } from "../../../src/conversation/step.ts";
import { USUAL_RULES } from "../../../src/domain/desk-rules.ts";
import type { Booking, HotelFacts } from "../../../src/domain/hotel.ts";
import type { Language } from "../../../src/domain/language.ts";
import type { PipelineContext } from "../../../src/pipeline/context.ts";
import { createScheduler, type Scheduler } from "../../../src/pipeline/schedule/scheduler.ts";
import type { WakeUps } from "../../../src/pipeline/schedule/wake-ups.ts";
import type { Ids } from "../../../src/platform/ids.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import type { Store } from "../../../src/store/contract.ts";
import { limits, phrases, hotel as plain } from "../../conversation/support/hotel.ts";
import { body, text } from "../../store/support/messages.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Ten in the morning in Madrid, twenty days before the guest arrives. */
export const START = Date.parse("2027-03-01T09:00:00Z");

const name = (id: string) => ({ es: { name: id, code: "es" } });

/** A hotel with every template. */
export const hotel: HotelFacts = {
  ...plain,
  rules: {
    ...USUAL_RULES,
    templates: {
      reminder: name("stay_reminder"),
      review: name("stay_review"),
      wakeUp: name("wake_up"),
      desk: name("desk_answer"),
    },
  },
};

export const BOOKING: Booking = {
  pmsId: "1",
  code: "MIR7Q1",
  reference: "miramar-1-1",
  roomType: "double",
  roomNumbers: ["101"],
  stay: { arrival: "2027-03-21", departure: "2027-03-24" },
  party: { adults: 2, children: 0 },
  guest: { name: "Ana Pérez", email: "ana@example.com", phone: "+34600000001" },
  total: { minor: 300_00, currency: "EUR" },
  status: "firm",
  createdAt: START,
};

/** A clock that is put anywhere; nothing is called back: rounds are made by hand. */
export interface WildClock {
  at: number;
  now(): number;
  after(ms: number, call: () => void): () => void;
}

export function wildClock(at = START): WildClock {
  const clock: WildClock = { at, now: () => clock.at, after: () => () => undefined };
  return clock;
}

/** A guest who has booked, in a store that may be there already. Answers the conversation. */
export function aStay(store: Store, booking = BOOKING): number {
  const phone = "34600000001";
  const [guestId = 1] = store.inbox.accept([body({ messages: [text("first", { phone }, START)] }, START)]);
  const row = store.conversations.open(guestId, "whatsapp", { phone }, "Ana", START);
  if (row.state === undefined) {
    const state = { ...initialState("es"), greeted: true, booking };
    const change = { state, mode: "bot", language: "es", lastInboundAt: START, at: START } as const;
    store.conversations.save(row.id, row.version, change);
  }
  isFirm(store, row.id, booking, { language: "es", channel: "whatsapp" });
  return row.id;
}

/** The PMS has the booking. */
export function isFirm(
  store: Store,
  conversationId: number,
  booking: Booking,
  said: { readonly language: Language; readonly channel: string },
): void {
  const { reference, roomType, stay, party, guest, total } = booking;
  const request = { reference, roomType, stay, party, rooms: 1, guest, total, ...said };
  store.journal.intend({ reference, conversationId, request, at: START });
  store.journal.firm(reference, booking, START);
}

export interface Planned {
  readonly context: PipelineContext;
  readonly scheduler: Scheduler;
  readonly alarms: () => number;
}

export function planned(
  store: Store,
  clock: WildClock,
  more: {
    readonly hotel?: HotelFacts;
    readonly ids?: Ids;
    readonly wakeUps?: WakeUps;
    readonly context?: Partial<PipelineContext>;
  } = {},
): Planned {
  let alarms = 0;
  const context = {
    store,
    clock,
    ids: more.ids ?? randomIds(),
    log: silentLogger(),
    hotel: more.hotel ?? hotel,
    roomTypes: [],
    limits,
    phrases,
    step,
    initialState,
    voiceReplies: "text",
    canSpeak: () => false,
    ...more.context,
  } as unknown as PipelineContext;
  const scheduler = createScheduler({
    context,
    inLane: (_guest, work) => work(),
    alarmed: () => {
      alarms += 1;
    },
    ...(more.wakeUps ? { wakeUps: more.wakeUps } : {}),
  });
  return { context, scheduler, alarms: () => alarms };
}

/** What was queued for the guest: the row's key and when. */
export function queued(store: Store, conversationId: number): { key: string; at: number; kind: string }[] {
  return store.outbox
    .ofConversation(conversationId, 0)
    .map(({ dedupeKey, createdAt, content }) => ({ key: dedupeKey, at: createdAt, kind: content.kind }));
}
