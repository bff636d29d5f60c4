import type { ConversationEvent, ConversationRequest } from "../conversation/contract.ts";
import { addDays, localNow } from "../domain/calendar.ts";
import { fits, type Quote } from "../domain/hotel.ts";
import { isMixed } from "../domain/parts.ts";
import { nightsOf, type Stay, stayProblem } from "../domain/stay.ts";
import { asHotelbotError } from "../errors.ts";
import type { QuoteQuestion } from "../pms/port.ts";
import type { PipelineContext } from "./context.ts";
import { freshQuote } from "./fresh-quote.ts";
import { type GroupQuestion, groupQuotes, sameRooms } from "./groups.ts";
import { placeHold } from "./holds.ts";
import { nearbyStays, rulesAgainst, toldRules } from "./minimum-stay.ts";

/** How far from the dates asked we look for rooms when there are none: a week either way, nearest first. */
const LOOK_AROUND_DAYS = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7] as const;
const MAX_ALTERNATIVES = 3;

/** Carries out what is answered within the turn: prices and holds. A PMS that is down is an event too. */
export async function answer(
  context: PipelineContext,
  conversationId: number,
  request: Extract<ConversationRequest, { kind: "quote" | "hold" }>,
): Promise<ConversationEvent> {
  try {
    return request.kind === "quote"
      ? await quotes(context, conversationId, request)
      : await hold(context, conversationId, request.quote);
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    context.log.warn(error.message, { code: error.code, conversation: conversationId });
    if (error.code === "PMS_UNAVAILABLE" || error.code === "PMS_UNKNOWN") return { kind: "pms_unavailable" };
    throw thrown;
  }
}

async function quotes(
  context: PipelineContext,
  conversationId: number,
  question: GroupQuestion,
): Promise<ConversationEvent> {
  const { stay, party } = question;
  const free = await allQuotes(context, conversationId, question);
  const wanted = question.roomType ? free.filter((quote) => quote.roomType === question.roomType) : free;
  // Rooms of several types together are no type of their own, nor are two numbers of rooms of one type.
  const types = new Set(wanted.filter((quote) => !isMixed(quote)).map(({ roomType }) => roomType));
  const rules = await rulesAgainst(context, question, types.size);
  const told = { kind: "quotes", stay, party, ...toldRules(rules) } as const;
  if (wanted.length > 0) return { ...told, quotes: wanted, alternatives: [] };
  const others = free.slice(0, MAX_ALTERNATIVES);
  const near = nearbyStays(stay, rules);
  const alternatives = others.length > 0 ? others : await nearest(context, conversationId, question, near);
  return { ...told, quotes: [], alternatives };
}

/** Rooms of one type, and for several rooms also of several types; cheapest first. */
async function allQuotes(
  context: PipelineContext,
  conversationId: number,
  question: GroupQuestion,
): Promise<Quote[]> {
  const uniform = await freeQuotes(context, conversationId, question);
  const group = await groupQuotes(context, conversationId, question);
  const others = group.filter((each) => !uniform.some((known) => sameRooms(known, each)));
  return [...uniform, ...others].sort((a, b) => a.total.minor - b.total.minor);
}

/** Every room type that fits the party and has rooms left after others' holds, cheapest first. */
async function freeQuotes(
  context: PipelineContext,
  conversationId: number,
  question: QuoteQuestion,
): Promise<Quote[]> {
  const now = context.clock.now();
  const { stay, party, rooms, fresh } = question;
  const all = { stay, party, rooms };
  const answered = await context.pms.quote(fresh === undefined ? all : { ...all, fresh });
  return answered
    .filter((quote) => {
      const type = context.roomTypes.find((each) => each.id === quote.roomType);
      if (!type || !fitsRooms(type, question)) return false;
      const held = context.store.holds.heldByOthers(quote.roomType, quote.stay, conversationId, now);
      return quote.free - held >= question.rooms;
    })
    .sort((a, b) => a.total.minor - b.total.minor);
}

function fitsRooms(type: Parameters<typeof fits>[0], question: QuoteQuestion): boolean {
  const { party, rooms } = question;
  return fits(type, { adults: Math.ceil(party.adults / rooms), children: Math.ceil(party.children / rooms) });
}

async function nearest(
  context: PipelineContext,
  conversationId: number,
  question: GroupQuestion,
  near: readonly Stay[],
): Promise<Quote[]> {
  const shiftedStays = LOOK_AROUND_DAYS.map((shift) => shifted(question.stay, shift));
  const now = localNow(context.clock.now(), context.hotel.timeZone);
  const found: Quote[] = [];
  for (const stay of [...near, ...shiftedStays]) {
    if (found.length >= MAX_ALTERNATIVES) break;
    if (stayProblem(stay, context.limits, now)) continue;
    const free = await allQuotes(context, conversationId, { ...question, stay });
    const best = free.find((quote) => quote.roomType === question.roomType) ?? free[0];
    if (best) found.push(best);
  }
  return found;
}

function shifted(stay: Stay, days: number): Stay {
  const arrival = addDays(stay.arrival, days);
  return { arrival, departure: addDays(arrival, nightsOf(stay)) };
}

/** Asks the PMS again before holding: a price older than this turn is never promised. */
async function hold(
  context: PipelineContext,
  conversationId: number,
  quote: Quote,
): Promise<ConversationEvent> {
  const { roomType, stay, rooms } = quote;
  const fresh = await freshQuote(context, stay, quote);
  if (!fresh) return { kind: "hold_refused", quote };
  const at = context.clock.now();
  const expiresAt = at + context.holds.firstMs;
  // All types in one transaction: every room is kept, or none.
  const parts = fresh.stock.map((each) => ({ ...each, stay }));
  const free = fresh.quote.free;
  const placed = placeHold(context, { conversationId, roomType, stay, rooms, free, parts, expiresAt, at });
  return placed
    ? { kind: "held", quote: fresh.quote, expiresAt: placed.expiresAt }
    : { kind: "hold_refused", quote };
}
