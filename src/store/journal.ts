import type { BookingRequest } from "../domain/hotel.ts";
import type { Journal } from "./contract.ts";
import { openPmsWrites, writeOf } from "./pms-writes.ts";
import type { Connection } from "./sqlite/connection.ts";
import { toJson } from "./sqlite/json.ts";

type Row = Parameters<typeof writeOf>[0];

/** Bookings made by hotelbot. The arrival of a firm one is a column too, by which those staying are found. */
export function openJournal(connection: Connection): Journal {
  const sql = prepare(connection);
  const writes = openPmsWrites<BookingRequest>(connection, {
    name: "pms_journal",
    insert: ({ reference, conversationId, request, at }) =>
      void sql.insert.run(reference, conversationId, toJson(request), at, at),
    firm: (reference, booking) => void sql.arrival.run(booking.stay.arrival, reference),
  });
  return {
    ...writes,
    staying: (day) => sql.staying.all(day, day).map(writeOf<BookingRequest>),
    reread: (reference, booking) => void sql.reread.run(toJson(booking), booking.stay.arrival, reference),
  };
}

function prepare(connection: Connection) {
  return {
    insert: connection.prepare<[string, number, string, number, number]>(
      `INSERT INTO pms_journal (reference, conversation_id, request, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    arrival: connection.prepare<[string, string]>("UPDATE pms_journal SET arrival = ? WHERE reference = ?"),
    // No stay is longer than a year: the index by arrival has those who are still here.
    staying: connection.prepare<[string, string], Row>(
      `SELECT * FROM pms_journal WHERE arrival >= date(?, '-366 days') AND json_extract(booking, '$.stay.departure') >= ?
       ORDER BY arrival, reference`,
    ),
    reread: connection.prepare<[string, string, string]>(
      "UPDATE pms_journal SET booking = ?, arrival = ? WHERE reference = ? AND state = 'firm'",
    ),
  };
}
