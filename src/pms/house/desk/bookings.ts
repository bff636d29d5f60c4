import { addDays, type LocalDate } from "../../../domain/calendar.ts";
import { type Booking, fits } from "../../../domain/hotel.ts";
import type { Language } from "../../../domain/language.ts";
import { addMoney, type Money, money } from "../../../domain/money.ts";
import type { RoomCount } from "../../../domain/parts.ts";
import type { Party, Stay } from "../../../domain/stay.ts";
import type { Ids } from "../../../platform/ids.ts";
import { checkParty, checkRooms, checkStay, invalid } from "../../checks.ts";
import type { HouseWork } from "../work.ts";
import { type DeskParts, refused, settingsOf, today } from "./parts.ts";

export interface NewBooking {
  readonly act: "add";
  readonly roomType: string;
  readonly arrival: LocalDate;
  readonly departure: LocalDate;
  readonly adults: number;
  readonly children: number;
  readonly rooms: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** «phone», «walk-in»… */
  readonly channel: string;
  /** This very room. */
  readonly room?: string | undefined;
  /** Minor units for everything; missing: what the house's rates make. */
  readonly totalMinor?: number | undefined;
  readonly depositMinor?: number | undefined;
  readonly paidMinor?: number | undefined;
  readonly nonRefundable?: boolean | undefined;
  /** Ours if missing. */
  readonly reference?: string | undefined;
  /** Also into rooms that guests who are deciding keep, and with more guests than the room type takes. */
  readonly anyway?: boolean | undefined;
}

export type BookingOrder =
  | NewBooking
  | {
      readonly act: "change";
      readonly code: string;
      readonly arrival?: LocalDate | undefined;
      readonly departure?: LocalDate | undefined;
      readonly roomType?: string | undefined;
      readonly room?: string | undefined;
      readonly totalMinor?: number | undefined;
      readonly anyway?: boolean | undefined;
    }
  | { readonly act: "cancel" | "check-in" | "check-out" | "no-show"; readonly code: string }
  | {
      readonly act: "pay";
      readonly code: string;
      /** What was received now; negative: given back. */
      readonly minor?: number | undefined;
      /** What is waited for before the stay. */
      readonly depositMinor?: number | undefined;
      readonly nonRefundable?: boolean | undefined;
    };

export interface BookingParts extends DeskParts {
  readonly work: HouseWork;
  readonly ids: Ids;
  readonly language: Language;
}

/** One thing the desk does with a booking, in one transaction with its line in the audit log. */
export function changeBooking(parts: BookingParts, order: BookingOrder, by: string): Booking {
  return parts.house.transaction(() => {
    const booking = order.act === "add" ? add(parts, order) : changed(parts, order);
    const { act, ...detail } = order;
    parts.audit(by, `booking.${act}`, booking.code, detail);
    return booking;
  });
}

/** Books as the desk was told to. Must run in a transaction. */
export function add(parts: BookingParts, order: NewBooking): Booking {
  const { work, house } = parts;
  const { arrival, departure, adults, children, rooms, roomType, room, name, email, phone, channel } = order;
  const stay = { arrival, departure };
  const party = { adults, children };
  checkStay(stay);
  checkParty(party);
  checkRooms(rooms);
  if (order.anyway !== true) checkFit(parts, roomType, party, rooms);
  const known = order.reference === undefined ? undefined : house.byReference(order.reference);
  if (known) return known;
  const total = priceOf(parts, order.totalMinor, roomType, stay, party, rooms);
  if (order.anyway !== true) checkKept(parts, roomType, stay, rooms);
  const reference = order.reference ?? `desk-${parts.ids.unique()}`;
  const booking = work.create(
    {
      ...{ reference, roomType, stay, party, rooms, total, channel },
      guest: { name, email, phone },
      language: parts.language,
    },
    room,
  );
  const { depositMinor = 0, paidMinor = 0, nonRefundable = false } = order;
  parts.desk.setPayment(booking.pmsId, { paidMinor, depositMinor, nonRefundable });
  return work.bookingOf(booking.pmsId);
}

type Other = Exclude<BookingOrder, NewBooking>;

function changed(parts: BookingParts, order: Other): Booking {
  const before = parts.house.byCode(order.code.trim().toUpperCase());
  if (!before) throw invalid(`there is no booking ${order.code}`);
  if (order.act === "cancel") return parts.work.cancel(before.pmsId);
  if (order.act === "change") return move(parts, before, order);
  if (order.act === "pay") pay(parts, before, order);
  else if (order.act === "check-in") checkIn(parts, before);
  else if (order.act === "check-out") checkOut(parts, before);
  else noShow(parts, before);
  return parts.work.bookingOf(before.pmsId);
}

function move(parts: BookingParts, before: Booking, order: Extract<Other, { act: "change" }>): Booking {
  const { room, anyway = false } = order;
  const { arrival = before.stay.arrival, departure = before.stay.departure } = order;
  const stay = { arrival, departure };
  const named = before.parts ? undefined : typeOfRoom(parts, room);
  const roomType = order.roomType ?? named ?? before.roomType;
  if (before.status === "in_house" && arrival !== before.stay.arrival)
    throw refused("the guest is in the house already: the arrival stays");
  checkStay(stay);
  const rooms = before.roomNumbers.length;
  // Of several types each stays what it is: the rooms were large enough together.
  const counts = before.parts ?? [{ roomType, rooms }];
  if (!anyway && !before.parts) checkFit(parts, roomType, before.party, rooms);
  const same =
    roomType === before.roomType && arrival === before.stay.arrival && departure === before.stay.departure;
  if (!same && !anyway) for (const each of counts) checkKept(parts, each.roomType, stay, each.rooms, before);
  const total =
    same && order.totalMinor === undefined
      ? before.total
      : priceOfAll(parts, order.totalMinor, counts, stay, before.party);
  const desk = { staysOn: true, ...(room === undefined ? {} : { room }) };
  return parts.work.change(before.pmsId, { stay, roomType, total }, desk);
}

function pay(parts: BookingParts, before: Booking, order: Extract<Other, { act: "pay" }>): void {
  const { pmsId } = before;
  const paidMinor = (before.paid?.minor ?? 0) + (order.minor ?? 0);
  if (!Number.isSafeInteger(paidMinor) || paidMinor < 0) throw invalid("more is given back than was paid");
  const { depositMinor = parts.desk.depositOf(pmsId), nonRefundable = before.nonRefundable ?? false } = order;
  parts.desk.setPayment(pmsId, { paidMinor, depositMinor, nonRefundable });
}

function checkIn(parts: BookingParts, { status, stay, pmsId }: Booking): void {
  if (status !== "firm") throw refused(`the booking is ${status}`);
  if (stay.arrival > today(parts))
    throw refused(`the guest arrives on ${stay.arrival}: change the booking first`);
  parts.house.setStatus(pmsId, "in_house", parts.clock.now());
}

/** Who leaves early frees the nights that are left; a stay keeps one night at least. */
function checkOut(parts: BookingParts, { status, stay, pmsId }: Booking): void {
  if (status !== "in_house") throw refused(`the booking is ${status}`);
  const day = today(parts);
  const [, left = day] = [day, addDays(stay.arrival, 1)].sort();
  const [departure = left] = [left, stay.departure].sort();
  parts.desk.leave(pmsId, departure, "departed", parts.clock.now());
}

function noShow(parts: BookingParts, { status, stay, pmsId }: Booking): void {
  if (status !== "firm") throw refused(`the booking is ${status}`);
  if (stay.arrival > today(parts))
    throw refused(`the guest may still come: the arrival is on ${stay.arrival}`);
  parts.house.vacate(pmsId);
  parts.house.setStatus(pmsId, "no_show", parts.clock.now());
}

function priceOf(
  parts: BookingParts,
  given: number | undefined,
  roomType: string,
  stay: Stay,
  party: Party,
  rooms: number,
): Money {
  const { currency } = settingsOf(parts);
  if (given !== undefined) return money(given, currency);
  return parts.work.quoteOne(parts.work.typeOf(roomType), { stay, party, rooms }).total;
}

function checkFit(parts: BookingParts, roomType: string, { adults, children }: Party, rooms: number): void {
  const a = Math.ceil(adults / rooms);
  const c = Math.ceil(children / rooms);
  const type = parts.work.typeOf(roomType);
  if (!fits(type, { adults: a, children: c }))
    throw refused(`${adults} adults and ${children} children do not fit into ${rooms} of «${roomType}»`);
}

/** Rooms that guests who are deciding were promised are not sold under them. */
function checkKept(parts: BookingParts, roomType: string, stay: Stay, rooms: number, own?: Booking): void {
  const kept = parts.heldForGuests(roomType, stay.arrival, stay.departure);
  if (kept === 0) return;
  const free = parts.house.freeRooms(roomType, stay, own?.pmsId).length;
  if (free >= rooms && free - kept < rooms)
    throw refused(`the last of «${roomType}» is kept for a guest who is deciding; --anyway takes it`);
}

function priceOfAll(
  parts: BookingParts,
  totalMinor: number | undefined,
  counts: readonly RoomCount[],
  stay: Stay,
  party: Party,
): Money {
  const each = counts.map(({ roomType, rooms }) => priceOf(parts, totalMinor, roomType, stay, party, rooms));
  // What the desk says is for everything.
  return totalMinor === undefined ? each.reduce(addMoney) : money(totalMinor, settingsOf(parts).currency);
}

function typeOfRoom(parts: BookingParts, number: string | undefined): string | undefined {
  return parts.desk.rooms().find((room) => room.number === number && room.sold)?.roomType;
}
