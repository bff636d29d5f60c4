import { fits, type Quote, type RoomType } from "../domain/hotel.ts";
import type { Party } from "../domain/stay.ts";

/** More rooms than this are a group: people arrange those. */
export const MOST_ROOMS = 4;
/** A price older than this is never sold. */
export const QUOTE_AGE_MS = 5 * 60_000;

/** True when the party, spread evenly, fits into `rooms` rooms of the type with an adult in each. */
export function fitsRooms(type: RoomType, party: Party, rooms: number): boolean {
  if (party.adults < rooms) return false;
  const guests = Math.ceil((party.adults + party.children) / rooms);
  const adults = Math.ceil(party.adults / rooms);
  return guests <= type.maxGuests && fits(type, { adults, children: Math.ceil(party.children / rooms) });
}

/** The fewest rooms, at least `wanted` if there are adults for them, that some type can give the party; undefined when it is a group. */
export function roomsNeeded(types: readonly RoomType[], party: Party, wanted: number): number | undefined {
  // More rooms than adults cannot be: somebody answers for each room.
  for (let rooms = Math.max(1, Math.min(wanted, party.adults)); rooms <= MOST_ROOMS; rooms++) {
    if (types.some((type) => fitsRooms(type, party, rooms))) return rooms;
  }
  return undefined;
}

/** The quotes that can really be sold to this party. */
export function sellable(types: readonly RoomType[], quotes: readonly Quote[]): Quote[] {
  return quotes.filter((quote) => {
    const type = types.find((each) => each.id === quote.roomType);
    return type !== undefined && quote.free >= quote.rooms && fitsRooms(type, quote.party, quote.rooms);
  });
}

export function isFresh(quote: Quote, epochMs: number): boolean {
  return epochMs - quote.askedAt <= QUOTE_AGE_MS;
}
