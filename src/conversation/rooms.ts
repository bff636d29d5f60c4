import { fitsRooms, MOST_ROOMS } from "../domain/combination.ts";
import type { Quote, RoomType } from "../domain/hotel.ts";
import { partsOf } from "../domain/parts.ts";
import type { Party } from "../domain/stay.ts";

export { fitsRooms, MOST_ROOMS } from "../domain/combination.ts";

/** A price older than this is never sold. */
export const QUOTE_AGE_MS = 5 * 60_000;

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
  return quotes.filter(
    (quote) =>
      quote.free >= quote.rooms &&
      partsOf(quote).every(({ roomType, party, rooms }) => {
        const type = types.find((each) => each.id === roomType);
        return type !== undefined && fitsRooms(type, party, rooms);
      }),
  );
}

export function isFresh(quote: Quote, epochMs: number): boolean {
  return epochMs - quote.askedAt <= QUOTE_AGE_MS;
}
