import { isLocalDate, type LocalDate } from "../domain/calendar.ts";
import type { BookingRequest } from "../domain/hotel.ts";
import type { Money } from "../domain/money.ts";
import type { RoomPart } from "../domain/parts.ts";
import { nightsOf, type Party, type Stay } from "../domain/stay.ts";
import { HotelbotError } from "../errors.ts";

/** The longest stay priced at once, in nights. */
const MAX_NIGHTS = 366;

/** Each check throws PMS_INVALID naming the field; nothing has been written then. */
export function invalid(what: string): HotelbotError {
  return new HotelbotError("PMS_INVALID", { what });
}

export function checkStay({ arrival, departure }: Stay): void {
  checkDay(arrival);
  checkDay(departure);
  const nights = nightsOf({ arrival, departure });
  if (nights < 1) throw invalid(`departure ${departure} is not after arrival ${arrival}`);
  if (nights > MAX_NIGHTS) throw invalid(`${nights} nights are more than ${MAX_NIGHTS}`);
}

export function checkDay(day: LocalDate): void {
  if (!isLocalDate(day)) throw invalid(`«${day}» is not a day`);
}

export function checkRooms(rooms: number): void {
  if (!Number.isInteger(rooms) || rooms < 1) throw invalid(`${rooms} rooms`);
}

export function checkParty({ adults, children }: Party): void {
  const whole = Number.isInteger(adults) && Number.isInteger(children);
  if (!whole || adults < 1 || children < 0) throw invalid(`${adults} adults and ${children} children`);
}

export function checkTotal(total: Money, currency: string): void {
  if (total.currency !== currency) throw invalid(`the price is in ${total.currency}, not ${currency}`);
  if (!Number.isSafeInteger(total.minor) || total.minor < 0) throw invalid(`the price ${total.minor}`);
}

export function checkRequest(request: BookingRequest, currency: string): void {
  if (request.reference.trim() === "") throw invalid("a booking needs a reference");
  if (request.guest.name.trim() === "") throw invalid("a booking needs a name");
  checkStay(request.stay);
  checkParty(request.party);
  checkRooms(request.rooms);
  checkTotal(request.total, currency);
  if (request.parts !== undefined) checkParts(request, request.parts, currency);
}

/** Several types, each once, that add up to what is asked. */
function checkParts(request: BookingRequest, parts: readonly RoomPart[], currency: string): void {
  for (const { party, rooms, total } of parts) {
    checkParty(party);
    checkRooms(rooms);
    checkTotal(total, currency);
  }
  const types = new Set(parts.map(({ roomType }) => roomType));
  const sum = (of: (part: RoomPart) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const whole =
    types.size === parts.length &&
    parts.length > 1 &&
    parts[0]?.roomType === request.roomType &&
    sum(({ rooms }) => rooms) === request.rooms &&
    sum(({ party }) => party.adults) === request.party.adults &&
    sum(({ party }) => party.children) === request.party.children &&
    sum(({ total }) => total.minor) === request.total.minor;
  if (!whole) throw invalid("the rooms of several types do not add up");
}
