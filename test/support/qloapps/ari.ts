import {
  CURRENCY,
  freeRooms,
  type HotelState,
  nights,
  quotedPrice,
  ROOMS,
  roomNumber,
  rowsIn,
  TYPES,
  withTax,
} from "./hotel.ts";

export interface AriQuestion {
  readonly hotel: number;
  readonly type?: number;
  readonly from: string;
  readonly to: string;
  readonly rooms: number;
  readonly buckets: { available: boolean; booked: boolean; unavailable: boolean; partial: boolean };
  readonly datewise: boolean;
}

type Entry = Record<string, unknown>;

/** hotel_ari's answer. Occupancy is not looked at; past dates are answered; unknown types and hotels have no list. */
export function ari(state: HotelState, question: AriQuestion): unknown {
  if (!question.datewise) return { hotel_ari: block(state, question, question.from, question.to) };
  const days = nights(question.from, question.to);
  return {
    hotel_aris: days.map((day, at) => block(state, question, day, days[at + 1] ?? question.to)),
  };
}

function block(state: HotelState, question: AriQuestion, from: string, to: string): Entry {
  const head = { id_hotel: String(question.hotel), date_from: from, date_to: to, currency: CURRENCY };
  const types = TYPES.filter(
    (type) =>
      question.hotel === 1 &&
      !state.inactive.includes(type.id) &&
      (question.type === undefined || question.type === type.id),
  );
  if (types.length === 0) return head;
  const answers = types.map((type) => ofType(state, question, type, from, to));
  const { datewise, buckets } = question;
  const total = (name: string): number =>
    answers.reduce((sum, each) => sum + Object.keys((each.rooms as Entry)[name] ?? {}).length, 0);
  const available = total("available");
  const total_rooms = types.length * 5;
  const room_types = answers;
  if (datewise) {
    return {
      ...head,
      total_rooms,
      room_types,
      total_available_rooms: available,
      // It always tells the free ones here.
      ...(buckets.booked ? { total_booked_rooms: available } : {}),
      ...(buckets.unavailable ? { total_unavailable_rooms: available } : {}),
    };
  }
  return {
    ...head,
    total_rooms,
    ...(buckets.available ? { total_available_rooms: available } : {}),
    ...(buckets.unavailable ? { total_unavailable_rooms: total("unavailable") } : {}),
    ...(buckets.partial ? { total_partial_available_rooms: total("partially_available") } : {}),
    ...(buckets.booked ? { total_booked_rooms: total("booked") } : {}),
    room_types,
  };
}

function ofType(
  state: HotelState,
  { rooms, buckets, datewise }: AriQuestion,
  type: (typeof TYPES)[number],
  from: string,
  to: string,
): Entry {
  const stay = quotedPrice(state, type.id, from, to);
  const count = nights(from, to).length;
  const free = freeRooms(state, type.id, from, to);
  const own = ROOMS.filter((room) => room.type === type.id).map((room) => room.id);
  const tooShort = count < state.minNights;
  const closed = tooShort ? own : own.filter((room) => state.outOfService.includes(room));
  const booked = own.filter((room) => rowsIn(state, room, from, to).length > 0);
  const sorted: [string, boolean, readonly number[], (room: number) => Entry][] = [
    ["unavailable", buckets.unavailable, closed, (room) => unavailable(type.id, room, tooShort ? "4" : "2")],
    ["booked", buckets.booked, tooShort ? [] : booked, (room) => bookedRoom(state, type.id, room, from, to)],
    ["available", buckets.available, free, (room) => availableRoom(type.id, room, datewise)],
    ["partially_available", buckets.partial, [], () => ({})],
  ];
  return {
    id_room_type: String(type.id),
    base_price: rounded(stay / count),
    base_price_with_tax: withTax(stay / count),
    total_price: rounded(stay * rooms),
    total_price_with_tax: withTax(stay * rooms),
    name: type.name,
    rooms: Object.fromEntries(
      sorted.filter(([, wanted]) => wanted).map(([name, , list, entry]) => [name, keyed(list, entry)]),
    ),
  };
}

/** An object by room id, and a list when there is nothing in it. */
function keyed(rooms: readonly number[], entry: (room: number) => Entry): unknown {
  return rooms.length === 0 ? [] : Object.fromEntries(rooms.map((room) => [room, entry(room)]));
}

function availableRoom(type: number, room: number, datewise: boolean): Entry {
  if (datewise) return { id_room: String(room), room_num: roomNumber(room) };
  return {
    id_room: String(room),
    id_product: String(type),
    id_hotel: "1",
    room_num: roomNumber(room),
    room_comment: "",
    max_adult: "2",
    max_children: "2",
    max_occupancy: "4",
  };
}

function bookedRoom(state: HotelState, type: number, room: number, from: string, to: string): Entry {
  return {
    id_product: String(type),
    id_room: String(room),
    id_hotel: "1",
    room_num: roomNumber(room),
    detail: rowsIn(state, room, from, to).map((row) => ({
      id_htl_booking: String(row.id),
      date_from: `${row.from} 00:00:00`,
      date_to: `${row.to} 00:00:00`,
      id_customer: String(row.customer),
      booking_type: "1",
      booking_status: String(row.status),
      comment: "",
    })),
  };
}

function unavailable(type: number, room: number, reason: string): Entry {
  return {
    id_product: String(type),
    id_room: String(room),
    id_hotel: "1",
    room_num: roomNumber(room),
    detail: [{ id_status: reason, room_comment: "", date_from: null, date_to: null }],
  };
}

function rounded(amount: number): number {
  return Math.round(amount * 1_000_000) / 1_000_000;
}
