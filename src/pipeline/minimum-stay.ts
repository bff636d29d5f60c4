import type { ClosedType, MinimumNights } from "../conversation/contract-rules.ts";
import { addDays } from "../domain/calendar.ts";
import { type Booking, fits } from "../domain/hotel.ts";
import type { RoomCount } from "../domain/parts.ts";
import { nightsOf, STAY_ENDS, type Stay, type StayEnd } from "../domain/stay.ts";
import type { QuoteQuestion } from "../pms/port.ts";
import type { PipelineContext } from "./context.ts";

/** What the hotel's rules say against a stay; empty where nothing does. */
export interface StayRules {
  /** Sold from this arrival on for more nights only. */
  readonly minimums: readonly MinimumNights[];
  /** Not sold because no stay begins, or ends, on one of its days. */
  readonly closed: readonly ClosedType[];
  /** The days on which no stay begins, or ends, whatever the type. */
  readonly shut: readonly StayEnd[];
}

/**
 * The rules that stand against room types which take the party, or are wished for beside others. Asked for when some type
 * is missing among what is free, `found` of them.
 */
export async function rulesAgainst(
  context: PipelineContext,
  { stay, party, rooms, mix = [] }: QuoteQuestion & { readonly mix?: readonly RoomCount[] },
  found: number,
): Promise<StayRules> {
  if (found >= context.roomTypes.length) return { minimums: [], closed: [], shut: [] };
  const each = { adults: Math.ceil(party.adults / rooms), children: Math.ceil(party.children / rooms) };
  const quotes = (await context.pms.quote({ stay, party, rooms })).filter(({ roomType }) => {
    const type = context.roomTypes.find(({ id }) => id === roomType);
    return type && (mix.some((part) => part.roomType === roomType) || fits(type, each));
  });
  return {
    minimums: quotes.flatMap(({ roomType, minNights: nights, closedTo }) =>
      nights !== undefined && !closedTo ? [{ roomType, nights }] : [],
    ),
    closed: quotes.flatMap(({ roomType, closedTo }) => (closedTo ? [{ roomType, closedTo }] : [])),
    shut: STAY_ENDS.filter(
      (end) => quotes.length > 0 && quotes.every((each) => each.closedTo?.includes(end)),
    ),
  };
}

/** As an event tells them: only where there are any. */
export function toldRules({ minimums, closed, shut }: StayRules): Partial<StayRules> {
  return {
    ...(minimums.length > 0 ? { minimums } : {}),
    ...(closed.length > 0 ? { closed } : {}),
    ...(shut.length > 0 ? { shut } : {}),
  };
}

/** The longest way a closed day is walked round without moving the other end of the stay. */
const MOST_MOVED = 3;

/**
 * The stays that may be had instead, before other weeks are looked at: on the same arrival the shortest that is long
 * enough, and round a closed day the nearest that keeps the other one.
 */
export function nearbyStays(stay: Stay, { minimums, closed }: StayRules): Stay[] {
  const { arrival } = stay;
  const nights = [...new Set(minimums.map((each) => each.nights))].sort((a, b) => a - b);
  const longer = nights.map((count) => ({ arrival, departure: addDays(arrival, count) }));
  const ends = new Set(closed.flatMap(({ closedTo }) => closedTo));
  const moved = [...ends].flatMap((end) => roundDay(stay, end));
  return [...longer, ...moved];
}

/** A night more before a night less: nobody is offered fewer nights than they want where there are others. */
function roundDay(stay: Stay, end: StayEnd): Stay[] {
  const outwards = end === "departure" ? 1 : -1;
  return Array.from({ length: MOST_MOVED }, (_, index) => index + 1)
    .flatMap((days) => [days * outwards, -days * outwards])
    .map((days) => ({ ...stay, [end]: addDays(stay[end], days) }))
    .filter((each) => nightsOf(each) > 0);
}

/** True for a stay that is no shorter than the one that was booked, from the same day on: that was agreed to once. */
export function isKept(had: Booking["stay"], stay: Stay): boolean {
  return had.arrival === stay.arrival && nightsOf(stay) >= nightsOf(had);
}

/** True where a closed day is a day of the booking already: that was agreed to once. */
export function wasOpen(had: Booking["stay"], stay: Stay, closedTo: readonly StayEnd[]): boolean {
  return closedTo.every((end) => had[end] === stay[end]);
}
