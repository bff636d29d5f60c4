import type { Money } from "./money.ts";
import type { Party } from "./stay.ts";

/** So many rooms of one type. */
export interface RoomCount {
  readonly roomType: string;
  readonly rooms: number;
}

/** The rooms of one type in a booking of several: who sleeps in them, and their part of the price, taxes included. */
export interface RoomPart extends RoomCount {
  readonly party: Party;
  readonly total: Money;
}

/** Rooms as quotes, requests and bookings have them: of one type, or of several in `parts` (then two at least). */
interface Rooms {
  readonly roomType: string;
  readonly parts?: readonly RoomCount[];
}

/** The parts of what is sold as one; a single one where all rooms are of one type. */
export function partsOf(sold: RoomPart & { readonly parts?: readonly RoomPart[] }): readonly RoomPart[] {
  const { roomType, rooms, party, total } = sold;
  return sold.parts ?? [{ roomType, rooms, party, total }];
}

/** How many rooms of which types, in the order they were sold. */
export function countsOf(
  of: Rooms & ({ readonly rooms: number } | { readonly roomNumbers: readonly string[] }),
): readonly RoomCount[] {
  const rooms = "rooms" in of ? of.rooms : of.roomNumbers.length;
  return of.parts ?? [{ roomType: of.roomType, rooms: Math.max(1, rooms) }];
}

export function isMixed({ parts = [] }: Pick<Rooms, "parts">): boolean {
  return parts.length > 1;
}

/** True when both have as many rooms of each type. */
export function sameCounts(a: readonly RoomCount[], b: readonly RoomCount[]): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(counts: readonly RoomCount[]): string {
  return counts
    .map(({ roomType, rooms }) => `${roomType}:${rooms}`)
    .sort()
    .join(" ");
}

/** For staff and tables: «double», «double+suite». */
export function typesLabel({ roomType, parts }: Rooms): string {
  return parts?.map((part) => part.roomType).join("+") ?? roomType;
}
