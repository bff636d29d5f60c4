import type {
  ConversationEvent,
  ConversationRequest,
  ConversationState,
  MinimumNights,
  StepOutput,
} from "../../../src/conversation/contract.ts";
import type { Turnover } from "../../../src/conversation/contract-errands.ts";
import type { FoundBooking } from "../../../src/conversation/contract-existing.ts";
import { fitsRooms } from "../../../src/conversation/rooms.ts";
import { initialState } from "../../../src/conversation/state.ts";
import { step } from "../../../src/conversation/step.ts";
import { addDays, localNow } from "../../../src/domain/calendar.ts";
import { combinations, combined } from "../../../src/domain/combination.ts";
import type { Booking, HotelFacts, Quote, RoomType } from "../../../src/domain/hotel.ts";
import type { Language } from "../../../src/domain/language.ts";
import { type List, rowsOf } from "../../../src/domain/list.ts";
import type { Button, Reply } from "../../../src/domain/message.ts";
import { countsOf, sameCounts } from "../../../src/domain/parts.ts";
import type { Band, Slots, Understood } from "../../../src/domain/understood.ts";
import { answerExisting } from "./existing-pms.ts";
import { hotel as demo, limits, phrases, quoteFor, roomTypes as usualTypes } from "./hotel.ts";

/** Monday 2 February 2026, 10:00 in Madrid. */
export const START = Date.parse("2026-02-02T09:00:00Z");

/** How the PMS behaves in a test; every field may be changed while the conversation runs. */
export interface PmsMood {
  down: boolean;
  /** Rooms free by type; missing means plenty. */
  free: Record<string, number>;
  perNight: Record<string, number>;
  /** Types that are sold for more nights only. */
  minimums?: readonly MinimumNights[];
  refusesHold: boolean;
  /** What a booking ends as; `wait` leaves it open. */
  books: "firm" | "refused" | "unknown" | "down" | "wait";
  /** Whether a room can be had longer or earlier; a night costs 100 €. */
  turnover?: Turnover;
  /** Bookings the hotel has. */
  kept: readonly FoundBooking[];
  /** What a change or cancellation ends as. */
  amends: "firm" | "refused" | "unknown" | "down" | "wait";
}

export interface Said {
  readonly text: string;
  readonly speech: string;
  /** What can be tapped: buttons, or the rows of a list. */
  readonly buttons: readonly Button[];
  readonly list?: List;
  readonly requests: readonly ConversationRequest[];
  /** Requests of each step, to count them. */
  readonly steps: readonly (readonly ConversationRequest[])[];
}

export interface SayOptions {
  readonly intents?: readonly string[];
  readonly slots?: Slots;
  readonly band?: Band;
  readonly language?: Language;
  readonly spoken?: boolean;
  readonly button?: string;
  readonly interrupted?: boolean;
  readonly text?: string;
}

/** A guest in a conversation whose state goes through JSON after every step, as it does on disk. */
export interface Guest {
  readonly pms: PmsMood;
  readonly phone: string | undefined;
  readonly roomTypes: readonly RoomType[];
  state: ConversationState;
  now: number;
  say(intents: string, slots?: Slots, more?: SayOptions): Said;
  tap(id: string): Said;
  event(event: ConversationEvent): Said;
  /** Sees every step of the core. */
  onStep?: (before: ConversationState, event: ConversationEvent, output: StepOutput) => void;
  /** The last reply's button with this action. */
  button(action: string): string;
  titleOf(id: string): string;
}

export function newGuest(
  language: Language = "es",
  options: {
    readonly hotel?: HotelFacts;
    readonly phone?: string;
    readonly at?: number;
    readonly onCall?: true;
    readonly roomTypes?: readonly RoomType[];
  } = {},
): Guest {
  const { hotel = demo, phone, onCall, roomTypes = usualTypes } = options;
  const contact = { ...(phone === undefined ? {} : { phone }), ...(onCall ? { onCall } : {}) };
  let buttons: readonly Button[] = [];
  const guest: Guest = {
    pms: { down: false, free: {}, perNight: {}, refusesHold: false, books: "firm", kept: [], amends: "firm" },
    phone: options.phone,
    roomTypes,
    state: initialState(language),
    now: options.at ?? START,
    say: (intents, slots = {}, more = {}) => {
      const names = intents.split(" ").filter((name) => name !== "");
      const understood: Understood = {
        text: more.text ?? intents,
        language: more.language ?? language,
        languageSure: true,
        intents: names.map((name) => ({ name, score: 1, band: more.band ?? "act" })),
        slots,
      };
      const button = more.button === undefined ? {} : { buttonId: more.button };
      const cut = more.interrupted ? { interrupted: true } : {};
      return guest.event({ kind: "guest", understood, spoken: more.spoken ?? false, ...button, ...cut });
    },
    tap: (id) => guest.say("", {}, { button: id }),
    event: (first) => {
      const replies: Reply[] = [];
      const requests: ConversationRequest[] = [];
      const steps: (readonly ConversationRequest[])[] = [];
      const queue = [first];
      for (let count = 0; queue.length > 0; count++) {
        if (count > 8) throw new Error("the conversation does not settle");
        const event = queue.shift();
        if (!event) break;
        const now = localNow(guest.now, hotel.timeZone);
        const output = step({ state: guest.state, event, now, hotel, roomTypes, limits, phrases, contact });
        guest.onStep?.(guest.state, event, output);
        guest.state = JSON.parse(JSON.stringify(output.state));
        replies.push(...output.replies);
        requests.push(...output.requests);
        steps.push(output.requests);
        for (const request of output.requests) {
          const next = answerOf(guest, request);
          if (next) queue.push(next);
        }
      }
      const last = choicesOf(replies.findLast((reply) => reply.buttons ?? reply.list));
      if (replies.length > 0) buttons = last ?? [];
      return {
        text: replies.map((reply) => reply.text).join("\n\n"),
        speech: replies.map((reply) => reply.speech ?? reply.text).join("\n"),
        buttons: last ?? [],
        requests,
        steps,
        ...listIn(replies),
      };
    },
    button: (action) => {
      const found = buttons.find((each) => each.id.startsWith(`${action}#`));
      if (!found) throw new Error(`no button «${action}» among ${buttons.map((each) => each.id).join(", ")}`);
      return found.id;
    },
    titleOf: (id) => buttons.find((each) => each.id === id)?.title ?? "",
  };
  return guest;
}

function choicesOf(reply: Reply | undefined): readonly Button[] | undefined {
  return reply?.list ? rowsOf(reply.list) : reply?.buttons;
}

function listIn(replies: readonly Reply[]): { readonly list?: List } {
  const list = replies.findLast((reply) => reply.list)?.list;
  return list ? { list } : {};
}

function answerOf(guest: Guest, request: ConversationRequest): ConversationEvent | undefined {
  const { pms } = guest;
  switch (request.kind) {
    case "quote": {
      if (pms.down) return { kind: "pms_unavailable" };
      const { stay, party, rooms } = request;
      const quotes = withGroups(guest, request, quotesFor(guest, request, 0));
      const near = [1, -1, 2].flatMap((shift) => quotesFor(guest, request, shift).slice(0, 1));
      return {
        kind: "quotes",
        stay,
        party,
        quotes,
        alternatives: quotes.length > 0 || rooms < 1 ? [] : near,
        ...(pms.minimums === undefined ? {} : { minimums: pms.minimums }),
      };
    }
    case "hold":
      if (pms.down) return { kind: "pms_unavailable" };
      if (pms.refusesHold) return { kind: "hold_refused", quote: request.quote };
      return { kind: "held", quote: request.quote, expiresAt: guest.now + 20 * 60_000 };
    case "book":
      if (pms.books === "firm") {
        const booking = bookingOf(guest, request);
        pms.kept = [...pms.kept.filter((each) => each.booking.code !== booking.code), { booking, own: true }];
        return { kind: "booked", booking };
      }
      if (pms.books === "refused") return { kind: "booking_refused", why: "no room left" };
      if (pms.books === "unknown") return { kind: "booking_unknown" };
      return pms.books === "down" ? { kind: "pms_unavailable" } : undefined;
    case "turnover": {
      const outcome = pms.down ? "unknown" : (pms.turnover ?? "free");
      return { kind: "turnover", outcome, rate: { minor: 100_00, currency: "EUR" } };
    }
    default:
      return answerExisting(guest, request);
  }
}

function quotesFor(
  guest: Guest,
  request: Extract<ConversationRequest, { kind: "quote" }>,
  shift: number,
): Quote[] {
  const { party, rooms } = request;
  const stay = {
    arrival: addDays(request.stay.arrival, shift),
    departure: addDays(request.stay.departure, shift),
  };
  return guest.roomTypes
    .filter((type) => fitsRooms(type, party, rooms))
    .map((type) => {
      const perNight = guest.pms.perNight[type.id];
      return quoteFor(type.id, stay, party, rooms, guest.now, {
        free: shift === 0 ? (guest.pms.free[type.id] ?? 3) : 3,
        ...(perNight === undefined ? {} : { perNight }),
      });
    })
    .filter((quote) => quote.free >= rooms);
}

/** Rooms of several types beside those of one, as the pipeline offers them. */
function withGroups(
  guest: Guest,
  { stay, party, rooms, mix }: Extract<ConversationRequest, { kind: "quote" }>,
  uniform: readonly Quote[],
): Quote[] {
  if (rooms < 2 && !mix) return [...uniform];
  const stock = guest.roomTypes.map((type) => {
    const perNight = guest.pms.perNight[type.id];
    const free = guest.pms.free[type.id] ?? 3;
    const more = perNight === undefined ? { free } : { free, perNight };
    return { type, free, quote: quoteFor(type.id, stay, { adults: 1, children: 0 }, 1, guest.now, more) };
  });
  const wished = mix ? combined(stock, party, mix) : undefined;
  const group = [...(wished ? [wished] : []), ...combinations(stock, party, mix ? 1 : rooms).slice(0, 3)];
  const same = (a: Quote, b: Quote): boolean => sameCounts(countsOf(a), countsOf(b));
  const others = group.filter(
    (each, at) =>
      !uniform.some((known) => same(known, each)) && group.findIndex((known) => same(known, each)) === at,
  );
  return [...uniform, ...others].sort((a, b) => a.total.minor - b.total.minor);
}

export function bookingOf(guest: Guest, request: Extract<ConversationRequest, { kind: "book" }>): Booking {
  const { roomType, stay, party, guest: who, total, parts } = request.booking;
  return {
    pmsId: "1",
    code: `MIR7Q${request.draft}`,
    reference: `miramar-1-${request.draft}`,
    roomType,
    roomNumbers: ["101"],
    ...(parts ? { parts: parts.map(({ roomType: type, rooms }) => ({ roomType: type, rooms })) } : {}),
    stay,
    party,
    guest: who,
    total,
    status: "firm",
    createdAt: guest.now,
  };
}
