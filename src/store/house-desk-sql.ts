import type { LocalDate } from "../domain/calendar.ts";
import type { Connection, Param } from "./sqlite/connection.ts";
import { NIGHTS } from "./sqlite/nights.ts";

export type BlockRecord = {
  id: number;
  room: string | null;
  first_night: LocalDate;
  until: LocalDate;
  reason: string;
  calendar_id: number | null;
  uid: string | null;
  holds: number;
};

export type CalendarRecord = {
  id: number;
  url: string;
  room: string | null;
  room_type: string | null;
  read_at: number | null;
  failed_at: number | null;
  error: string | null;
};

export function prepareHouseDesk(connection: Connection) {
  const read = <R>(sql: string) => connection.prepare<Param[], R>(sql);
  const write = (sql: string) => connection.prepare<Param[]>(sql);
  return {
    rooms: read<{ number: string; room_type: string; sold: number }>(
      "SELECT number, room_type, sold FROM house_room ORDER BY position, number",
    ),
    putRoom: write(
      `INSERT INTO house_room (number, room_type, position, sold)
       VALUES (?, ?, (SELECT coalesce(max(position), -1) + 1 FROM house_room), 1)
       ON CONFLICT DO UPDATE SET room_type = excluded.room_type, sold = 1`,
    ),
    retireRoom: write("UPDATE house_room SET sold = 0 WHERE number = ?"),

    blocks: read<BlockRecord>("SELECT * FROM house_block WHERE until > ? ORDER BY first_night, id"),
    addBlock: write(
      `INSERT INTO house_block (room, first_night, until, reason, calendar_id, uid, holds, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    occupyBlock: write(
      `${NIGHTS} INSERT INTO house_room_night (night, block_id, room) SELECT stay_night.night, ?, ? FROM stay_night
       WHERE true ON CONFLICT (room, night) DO NOTHING`,
    ),
    countNights: read<{ nights: number }>(`${NIGHTS} SELECT count(*) AS nights FROM stay_night`),
    removeBlock: write("DELETE FROM house_block WHERE id = ?"),

    weekdayRates: read<{ room_type: string; weekday: number; minor: number }>(
      "SELECT room_type, weekday, minor FROM house_rate ORDER BY room_type, weekday",
    ),
    datedRates: read<{ room_type: string; night: LocalDate; minor: number }>(
      "SELECT room_type, night, minor FROM house_rate_override WHERE night >= ? ORDER BY room_type, night",
    ),
    putWeekdayRate: write(
      `INSERT INTO house_rate (room_type, weekday, minor) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET minor = excluded.minor`,
    ),
    putDatedRate: write(
      `INSERT INTO house_rate_override (room_type, night, minor) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET minor = excluded.minor`,
    ),
    dropDatedRate: write("DELETE FROM house_rate_override WHERE room_type = ? AND night = ?"),
    minimumStays: read<{ room_type: string; day: string; nights: number }>(
      `SELECT room_type, day, nights FROM house_minimum_stay WHERE length(day) = 1 OR day >= ?
       ORDER BY room_type, length(day), day`,
    ),
    putMinimumStay: write(
      `INSERT INTO house_minimum_stay (room_type, day, nights) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET nights = excluded.nights`,
    ),
    dropMinimumStay: write("DELETE FROM house_minimum_stay WHERE room_type = ? AND day = ?"),
    closedDays: read<{ room_type: string; day: string; arrival: number; departure: number }>(
      `SELECT room_type, day, arrival, departure FROM house_closed_day WHERE length(day) = 1 OR day >= ?
       ORDER BY room_type, length(day), day`,
    ),
    putClosedDay: write(
      `INSERT INTO house_closed_day (room_type, day, arrival, departure) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET arrival = excluded.arrival, departure = excluded.departure`,
    ),
    dropClosedDay: write("DELETE FROM house_closed_day WHERE room_type = ? AND day = ?"),

    seed: read<{ sha256: string }>("SELECT sha256 FROM house_seed WHERE part = ?"),
    putSeed: write("INSERT INTO house_seed VALUES (?, ?) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256"),

    setPayment: write(
      "UPDATE house_booking SET paid_minor = ?, deposit_minor = ?, non_refundable = ? WHERE id = ?",
    ),
    depositOf: read<{ deposit_minor: number }>("SELECT deposit_minor FROM house_booking WHERE id = ?"),
    leave: write("UPDATE house_booking SET departure = ?, status = ?, updated_at = ? WHERE id = ?"),
    freeFrom: write("DELETE FROM house_room_night WHERE booking_id = ? AND night >= ?"),
    bookingIds: read<{ id: number }>(
      `SELECT id FROM house_booking WHERE arrival >= date(?, '-366 days') AND arrival < ? AND departure > ?
       ORDER BY arrival, id`,
    ),
    takenNights: read<{ night: LocalDate }>(
      "SELECT night FROM house_room_night WHERE room = ? AND night >= ? ORDER BY night",
    ),

    calendars: read<CalendarRecord>("SELECT * FROM house_calendar ORDER BY id"),
    addCalendar: write("INSERT INTO house_calendar (url, room, room_type, added_at) VALUES (?, ?, ?, ?)"),
    removeCalendar: write("DELETE FROM house_calendar WHERE id = ?"),
    calendarRead: write("UPDATE house_calendar SET read_at = ?, failed_at = NULL, error = NULL WHERE id = ?"),
    // When it first failed since the last good reading.
    calendarFailed: write(
      "UPDATE house_calendar SET failed_at = coalesce(failed_at, ?), error = ? WHERE id = ?",
    ),
  };
}
