import { combinations, combined, type Stock } from "../domain/combination.ts";
import type { Quote } from "../domain/hotel.ts";
import { countsOf, type RoomCount, sameCounts } from "../domain/parts.ts";
import type { QuoteQuestion } from "../pms/port.ts";
import type { PipelineContext } from "./context.ts";

/** A question for rooms that may be of several types. */
export interface GroupQuestion extends QuoteQuestion {
  readonly mix?: readonly RoomCount[];
}

/**
 * The rooms asked for by their types, then the cheapest way to put the party into each number of rooms, and the second
 * cheapest of all. Empty for a party in one room that names no types.
 */
export async function groupQuotes(
  context: PipelineContext,
  conversationId: number,
  question: GroupQuestion,
): Promise<Quote[]> {
  const { party, mix, rooms } = question;
  if (rooms < 2 && !mix) return [];
  const stock = await stockFor(context, conversationId, question);
  const wished = mix && combined(stock, party, mix);
  const all = combinations(stock, party, mix ? 1 : rooms);
  const cheapest = all.filter(
    (each, at) => at < 2 || all.findIndex(({ rooms: of }) => of === each.rooms) === at,
  );
  return wished ? [wished, ...cheapest.filter((each) => !sameRooms(each, wished))] : cheapest;
}

export function sameRooms(a: Quote, b: Quote): boolean {
  return sameCounts(countsOf(a), countsOf(b));
}

/** One room of every type, and how many there are beside what others hold. */
async function stockFor(
  context: PipelineContext,
  conversationId: number,
  { stay, fresh }: GroupQuestion,
): Promise<Stock[]> {
  const now = context.clock.now();
  const one = { stay, party: { adults: 1, children: 0 }, rooms: 1 };
  const quotes = await context.pms.quote(fresh === undefined ? one : { ...one, fresh });
  return quotes.flatMap((quote) => {
    const type = context.roomTypes.find(({ id }) => id === quote.roomType);
    const held = context.store.holds.heldByOthers(quote.roomType, stay, conversationId, now);
    return type ? [{ type, quote, free: quote.free - held }] : [];
  });
}
