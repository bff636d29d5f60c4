import type { LocalDate } from "../domain/calendar.ts";
import type { Booking, BookingStatus, DepositState, GuestDetails } from "../domain/hotel.ts";
import type { RoomCount } from "../domain/parts.ts";
import type { Party, StayEnd } from "../domain/stay.ts";
import type { Connection, Param } from "./sqlite/connection.ts";
import { fromJson } from "./sqlite/json.ts";
import { NIGHTS } from "./sqlite/nights.ts";

export type BookingRecord = {
  id: number;
  code: string;
  reference: string;
  room_type: string;
  rooms: string;
  arrival: LocalDate;
  departure: LocalDate;
  party: string;
  guest: string;
  total_minor: number;
  currency: string;
  status: BookingStatus;
  created_at: number;
  paid_minor: number;
  deposit_minor: number;
  non_refundable: number;
  parts: string | null;
};

/** The columns of a closed day. */
export const STAY_ENDS = ["arrival", "departure"] as const satisfies readonly StayEnd[];

/** Lists come in as one JSON array; the WHERE of an upsert keeps an equal row untouched. */
export function prepareHouse(connection: Connection) {
  const list = (sql: string) => connection.prepare<[string]>(sql);
  return {
    settings: connection.prepare<[], { currency: string; tax_percent: number }>(
      "SELECT currency, tax_percent FROM house_settings",
    ),
    replaceSettings: connection.prepare<[string, number]>(
      `INSERT INTO house_settings VALUES (1, ?, ?) ON CONFLICT DO UPDATE
       SET currency = excluded.currency, tax_percent = excluded.tax_percent
       WHERE currency <> excluded.currency OR tax_percent <> excluded.tax_percent`,
    ),
    roomTypes: connection.prepare<[], { definition: string }>(
      "SELECT definition FROM house_room_type WHERE sold = 1 ORDER BY position",
    ),
    retireRoomTypes: list(
      `UPDATE house_room_type SET sold = 0
       WHERE sold = 1 AND id NOT IN (SELECT value ->> 'id' FROM json_each(?))`,
    ),
    putRoomTypes: list(
      `INSERT INTO house_room_type (id, position, sold, definition)
       SELECT value ->> 'id', key, 1, value FROM json_each(?) WHERE true
       ON CONFLICT DO UPDATE SET position = excluded.position, sold = 1, definition = excluded.definition
       WHERE position <> excluded.position OR sold = 0 OR definition <> excluded.definition`,
    ),
    retireRooms: list(
      `UPDATE house_room SET sold = 0
       WHERE sold = 1 AND number NOT IN (SELECT value ->> 'number' FROM json_each(?))`,
    ),
    putRooms: list(
      `INSERT INTO house_room (number, room_type, position, sold)
       SELECT value ->> 'number', value ->> 'roomType', key, 1 FROM json_each(?) WHERE true
       ON CONFLICT DO UPDATE SET room_type = excluded.room_type, position = excluded.position, sold = 1
       WHERE room_type <> excluded.room_type OR position <> excluded.position OR sold = 0`,
    ),
    dropRates: list(
      `DELETE FROM house_rate WHERE (room_type, weekday) NOT IN
       (SELECT value ->> 'roomType', value ->> 'weekday' FROM json_each(?))`,
    ),
    putRates: list(
      `INSERT INTO house_rate (room_type, weekday, minor)
       SELECT value ->> 'roomType', value ->> 'weekday', value ->> 'minor' FROM json_each(?) WHERE true
       ON CONFLICT DO UPDATE SET minor = excluded.minor WHERE minor <> excluded.minor`,
    ),
    dropDatedRates: list(
      `DELETE FROM house_rate_override WHERE (room_type, night) NOT IN
       (SELECT value ->> 'roomType', value ->> 'night' FROM json_each(?))`,
    ),
    putDatedRates: list(
      `INSERT INTO house_rate_override (room_type, night, minor)
       SELECT value ->> 'roomType', value ->> 'night', value ->> 'minor' FROM json_each(?) WHERE true
       ON CONFLICT DO UPDATE SET minor = excluded.minor WHERE minor <> excluded.minor`,
    ),
    rates: connection.prepare<[string, string, string, string], { night: LocalDate; minor: number | null }>(
      `${NIGHTS} SELECT stay_night.night, coalesce(dated.minor, weekly.minor) AS minor FROM stay_night
       LEFT JOIN house_rate_override AS dated ON dated.room_type = ? AND dated.night = stay_night.night
       LEFT JOIN house_rate AS weekly ON weekly.room_type = ?
         AND weekly.weekday = (strftime('%w', stay_night.night) + 6) % 7 + 1
       ORDER BY stay_night.night`,
    ),
    // A night is longer than a weekday, and comes before it.
    minimumStay: connection.prepare<[string, string, string], { nights: number }>(
      `SELECT nights FROM house_minimum_stay
       WHERE room_type = ? AND day IN (?, CAST((strftime('%w', ?) + 6) % 7 + 1 AS TEXT)) ORDER BY length(day) DESC`,
    ),
    closedDay: connection.prepare<[string, string, string], { arrival: number; departure: number }>(
      `SELECT arrival, departure FROM house_closed_day
       WHERE room_type = ? AND day IN (?, CAST((strftime('%w', ?) + 6) % 7 + 1 AS TEXT)) ORDER BY length(day) DESC`,
    ),
    freeRooms: connection.prepare<[string, string, string, number], { number: string }>(
      `SELECT number FROM house_room WHERE room_type = ? AND sold = 1 AND NOT EXISTS (
         SELECT 1 FROM house_room_night AS taken
         WHERE taken.room = house_room.number AND night >= ? AND night < ? AND booking_id IS NOT ?
       ) ORDER BY position`,
    ),
    insert: connection.prepare<Param[]>(
      `INSERT INTO house_booking (code, reference, room_type, rooms, arrival, departure, party, guest, total_minor,
         currency, language, channel, status, created_at, updated_at, parts)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'firm', ?, ?, ?)`,
    ),
    update: connection.prepare<Param[]>(
      `UPDATE house_booking SET room_type = ?, rooms = ?, arrival = ?, departure = ?, party = ?, total_minor = ?,
         currency = ?, updated_at = ? WHERE id = ?`,
    ),
    setStatus: connection.prepare<[BookingStatus, number, number]>(
      "UPDATE house_booking SET status = ?, updated_at = ? WHERE id = ?",
    ),
    countNights: connection.prepare<[string, string], { nights: number }>(
      `${NIGHTS} SELECT count(*) AS nights FROM stay_night`,
    ),
    occupy: connection.prepare<[string, string, number, string]>(
      `${NIGHTS} INSERT INTO house_room_night (night, booking_id, room)
       SELECT stay_night.night, ?, room.value FROM stay_night, json_each(?) AS room WHERE true
       ON CONFLICT (room, night) DO NOTHING`,
    ),
    vacate: connection.prepare<[number]>("DELETE FROM house_room_night WHERE booking_id = ?"),
    byId: connection.prepare<[number], BookingRecord>("SELECT * FROM house_booking WHERE id = ?"),
    byReference: connection.prepare<[string], BookingRecord>(
      "SELECT * FROM house_booking WHERE reference = ?",
    ),
    byCode: connection.prepare<[string], BookingRecord>("SELECT * FROM house_booking WHERE code = ?"),
    // No stay is longer than a year: the index by arrival has all who sleep there.
    sleeping: connection.prepare<[string, string, string], BookingRecord>(
      `SELECT * FROM house_booking WHERE arrival >= date(?, '-366 days') AND arrival < ? AND departure > ?
         AND status IN ('firm', 'in_house') ORDER BY id`,
    ),
    arrivals: connection.prepare<[string], BookingRecord>(
      `SELECT * FROM house_booking WHERE arrival = ? AND status NOT IN ('cancelled', 'no_show') ORDER BY id`,
    ),
    outOfService: connection.prepare<[string, string], { room: string }>(
      `SELECT taken.room FROM house_block JOIN house_room_night AS taken ON taken.block_id = house_block.id
       WHERE house_block.until > ? AND taken.night = ? ORDER BY taken.room`,
    ),
    inHouse: connection.prepare<[string, string, string], BookingRecord>(
      `SELECT * FROM house_booking WHERE arrival >= date(?, '-366 days') AND arrival <= ? AND departure > ?
         AND status NOT IN ('cancelled', 'no_show') ORDER BY id`,
    ),
  };
}

export function toBooking(row: BookingRecord): Booking {
  return {
    pmsId: String(row.id),
    code: row.code,
    reference: row.reference,
    roomType: row.room_type,
    roomNumbers: fromJson<string[]>(row.rooms),
    ...(row.parts === null ? {} : { parts: countsIn(row.parts) }),
    stay: { arrival: row.arrival, departure: row.departure },
    party: fromJson<Party>(row.party),
    guest: fromJson<GuestDetails>(row.guest),
    total: { minor: row.total_minor, currency: row.currency },
    status: row.status,
    createdAt: row.created_at,
    deposit: depositOf(row),
    paid: { minor: row.paid_minor, currency: row.currency },
    nonRefundable: row.non_refundable === 1,
  };
}

function countsIn(parts: string): RoomCount[] {
  return fromJson<RoomCount[]>(parts).map(({ roomType, rooms }) => ({ roomType, rooms }));
}

/** What is waited for is the deposit; where none was asked, the whole. */
function depositOf({ paid_minor, deposit_minor, total_minor }: BookingRecord): DepositState {
  if (paid_minor === 0) return deposit_minor > 0 ? "awaited" : "none";
  return paid_minor >= (deposit_minor > 0 ? deposit_minor : total_minor) ? "paid" : "part";
}
