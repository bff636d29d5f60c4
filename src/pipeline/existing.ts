import type { ConversationEvent, ConversationRequest } from "../conversation/contract.ts";
import type { FoundBooking } from "../conversation/contract-existing.ts";
import { addDays, localNow } from "../domain/calendar.ts";
import { type Booking, fits, type Quote } from "../domain/hotel.ts";
import { type Money, timesMoney } from "../domain/money.ts";
import type { Party, Stay } from "../domain/stay.ts";
import { asHotelbotError } from "../errors.ts";
import type { Contact, PipelineContext } from "./context.ts";
import { freeNow, holdChange, missingNights } from "./hold-change.ts";
import { isKept, rulesAgainst, toldRules, wasOpen } from "./minimum-stay.ts";

/** What is asked about a booking that exists, and answered in the same turn. */
export type ExistingQuestion = Extract<
  ConversationRequest,
  { kind: "find_bookings" | "change_quote" | "change_hold" | "cancel_quote" }
>;

/** How far ahead a guest's own bookings are looked for, and how long before today their arrival may lie. */
const AHEAD_DAYS = 335;
const BEHIND_DAYS = 30;

export function isExistingQuestion(request: ConversationRequest): request is ExistingQuestion {
  return ["find_bookings", "change_quote", "change_hold", "cancel_quote"].includes(request.kind);
}

/** A PMS that is down is an event too. */
export async function answerExisting(
  context: PipelineContext,
  conversationId: number,
  contact: Contact,
  request: ExistingQuestion,
): Promise<ConversationEvent> {
  try {
    if (request.kind === "find_bookings")
      return await findBookings(context, conversationId, contact, request.code);
    const booking = (await rereadBooking(context, request.booking)) ?? request.booking;
    if (request.kind === "cancel_quote") return await cancelTerms(context, booking);
    if (request.kind === "change_hold") {
      return await holdChange(context, conversationId, booking, request.quote);
    }
    const { stay, party } = request;
    const quotes = await changeQuotes(context, conversationId, booking, stay, party);
    const rooms = Math.max(1, booking.roomNumbers.length);
    const rules = await rulesAgainst(context, { stay, party, rooms }, quotes.length);
    return { kind: "change_quotes", booking, stay, quotes, ...toldRules(rules) };
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    context.log.warn(error.message, { code: error.code, conversation: conversationId });
    if (["PMS_UNAVAILABLE", "PMS_UNKNOWN", "PMS_INVALID", "PMS_REFUSED"].includes(error.code)) {
      return { kind: "pms_unavailable" };
    }
    throw thrown;
  }
}

/** With a code what the PMS has under it; without one the live bookings made here or under the guest's telephone. */
async function findBookings(
  context: PipelineContext,
  conversationId: number,
  contact: Contact,
  code: string | undefined,
): Promise<ConversationEvent> {
  const own = ownBookings(context, conversationId);
  const isOwn = (booking: Booking): boolean => own.some((each) => each.reference === booking.reference);
  if (code !== undefined) {
    const booking = await context.pms.findByCode(code);
    return { kind: "bookings", code, found: booking ? [{ booking, own: isOwn(booking) }] : [] };
  }
  const found = new Map<string, FoundBooking>();
  for (const { reference } of own) {
    const booking = await context.pms.findByReference(reference);
    if (booking) found.set(booking.pmsId, { booking, own: true });
  }
  if (contact.phone !== undefined) {
    const guest = { name: "", email: "", phone: contact.phone };
    const { date } = localNow(context.clock.now(), context.hotel.timeZone);
    const stay = { arrival: addDays(date, -BEHIND_DAYS), departure: addDays(date, AHEAD_DAYS) };
    for (const booking of await context.pms.similar(guest, stay)) {
      if (!found.has(booking.pmsId) && booking.stay.departure >= date)
        found.set(booking.pmsId, { booking, own: false });
    }
  }
  const sorted = [...found.values()].sort((a, b) =>
    a.booking.stay.arrival.localeCompare(b.booking.stay.arrival),
  );
  return { kind: "bookings", found: sorted };
}

function ownBookings(context: PipelineContext, conversationId: number): Booking[] {
  const today = localNow(context.clock.now(), context.hotel.timeZone).date;
  return context.store.journal
    .staying(today)
    .filter((row) => row.conversationId === conversationId)
    .flatMap(({ booking }) => (booking ? [booking] : []));
}

/** The booking as the PMS has it now. */
export async function rereadBooking({ pms }: PipelineContext, before: Booking): Promise<Booking | undefined> {
  const byReference = before.reference === "" ? undefined : await pms.findByReference(before.reference);
  return byReference ?? (await pms.findByCode(before.code));
}

/** The price of its first night, all rooms, while the PMS still asks the same for the whole stay. */
async function cancelTerms(context: PipelineContext, booking: Booking): Promise<ConversationEvent> {
  const firstNight = await firstNightOf(context, booking);
  return { kind: "cancel_terms", booking, ...(firstNight ? { firstNight } : {}) };
}

async function firstNightOf({ pms }: PipelineContext, booking: Booking): Promise<Money | undefined> {
  const { stay, party, roomType, roomNumbers, total } = booking;
  const rooms = Math.max(1, roomNumbers.length);
  try {
    const [quote] = await pms.quote({ stay, party, roomType, rooms });
    const first = quote?.nightly[0]?.amount;
    return first && quote.total.minor === total.minor ? timesMoney(first, rooms) : undefined;
  } catch {
    // Its nights may have begun: an equal part of the total is the first night then.
    return undefined;
  }
}

/** Every room type that can be had for the new stay. In its own type the rooms it has already are free to it. */
export async function changeQuotes(
  context: PipelineContext,
  conversationId: number,
  booking: Booking,
  stay: Stay,
  party: Party,
): Promise<Quote[]> {
  const rooms = Math.max(1, booking.roomNumbers.length);
  const each = { adults: Math.ceil(party.adults / rooms), children: Math.ceil(party.children / rooms) };
  const quotes = await context.pms.quote({ stay, party, rooms, fresh: true });
  const able: Quote[] = [];
  for (const quote of quotes) {
    const type = context.roomTypes.find(({ id }) => id === quote.roomType);
    if (!type || !fits(type, each)) continue;
    const own = quote.roomType === booking.roomType;
    if (own && quote.minNights !== undefined && !isKept(booking.stay, stay)) continue;
    if (own && quote.closedTo && !wasOpen(booking.stay, stay, quote.closedTo)) continue;
    const free = own
      ? await freeBeside(context, conversationId, booking, stay, party)
      : quote.free - heldByOthers(context, conversationId, quote.roomType, stay);
    if (free >= rooms) able.push({ ...quote, free });
  }
  return able.sort((a, b) => a.total.minor - b.total.minor);
}

function heldByOthers(
  { store, clock }: PipelineContext,
  conversationId: number,
  roomType: string,
  stay: Stay,
): number {
  return store.holds.heldByOthers(roomType, stay, conversationId, clock.now());
}

/** Rooms for the nights the booking does not have yet; as many as it has where it has them all. */
async function freeBeside(
  context: PipelineContext,
  conversationId: number,
  { stay: had, roomType, roomNumbers }: Booking,
  stay: Stay,
  party: Party,
): Promise<number> {
  const rooms = Math.max(1, roomNumbers.length);
  const missing = missingNights(had, stay);
  let free = missing[0] === stay ? Number.MAX_SAFE_INTEGER : rooms;
  for (const part of missing) {
    const counted = await freeNow(context, { stay: part, party, rooms, roomType });
    const left = counted - heldByOthers(context, conversationId, roomType, part);
    free = Math.min(free, left);
  }
  return free;
}
