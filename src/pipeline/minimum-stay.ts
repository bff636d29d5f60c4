import type { MinimumNights } from "../conversation/contract.ts";
import { addDays } from "../domain/calendar.ts";
import { type Booking, fits } from "../domain/hotel.ts";
import type { RoomCount } from "../domain/parts.ts";
import { nightsOf, type Stay } from "../domain/stay.ts";
import type { QuoteQuestion } from "../pms/port.ts";
import type { PipelineContext } from "./context.ts";

/**
 * Room types that take the party, or are wished for beside others, and would be sold from this arrival on for more nights
 * only. Asked for when some type is missing among what is free, `found` of them.
 */
export async function minimumsFor(
  context: PipelineContext,
  { stay, party, rooms, mix = [] }: QuoteQuestion & { readonly mix?: readonly RoomCount[] },
  found: number,
): Promise<readonly MinimumNights[]> {
  if (found >= context.roomTypes.length) return [];
  const each = { adults: Math.ceil(party.adults / rooms), children: Math.ceil(party.children / rooms) };
  const quotes = await context.pms.quote({ stay, party, rooms });
  return quotes.flatMap(({ roomType, minNights: nights }) => {
    const type = context.roomTypes.find(({ id }) => id === roomType);
    const wished = mix.some((part) => part.roomType === roomType);
    return type && nights !== undefined && (wished || fits(type, each)) ? [{ roomType, nights }] : [];
  });
}

/** The stays that may be had instead on the same arrival, the shortest first. */
export function longerStays({ arrival }: Stay, minimums: readonly MinimumNights[]): Stay[] {
  const nights = [...new Set(minimums.map((each) => each.nights))].sort((a, b) => a - b);
  return nights.map((count) => ({ arrival, departure: addDays(arrival, count) }));
}

/** True for a stay that is no shorter than the one that was booked, from the same day on: that was agreed to once. */
export function isKept(had: Booking["stay"], stay: Stay): boolean {
  return had.arrival === stay.arrival && nightsOf(stay) >= nightsOf(had);
}
