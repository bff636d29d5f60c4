import type { Booking, BookingRequest } from "../domain/hotel.ts";
import { HotelbotError } from "../errors.ts";
import type { Journal, JournalRow, JournalState } from "./contract.ts";
import type { Connection } from "./sqlite/connection.ts";
import { fromJson, optional, toJson } from "./sqlite/json.ts";

type Row = {
  reference: string;
  conversation_id: number;
  request: string;
  state: JournalState;
  booking: string | null;
  error: string | null;
  attempts: number;
  created_at: number;
  updated_at: number;
};

/** What may follow what: `firm` and `refused` stand for ever, and an outcome repeated is no change. */
const NEXT: Readonly<Record<JournalState, readonly JournalState[]>> = {
  intended: ["sent", "firm", "refused", "unknown"],
  sent: ["sent", "firm", "refused", "unknown"],
  unknown: ["sent", "firm", "refused", "unknown"],
  firm: [],
  refused: [],
};

export function openJournal(connection: Connection): Journal {
  const sql = prepare(connection);

  const mustGet = (reference: string): Row => {
    const row = sql.get.get(reference);
    if (!row) throw new HotelbotError("INTERNAL", { what: `no PMS write ${reference}` });
    return row;
  };

  const move = (reference: string, to: JournalState, at: number, booking?: Booking, error?: string): void =>
    connection.transaction(() => {
      const { state } = mustGet(reference);
      if (state === to && NEXT[to].length === 0) return;
      if (!NEXT[state].includes(to)) {
        throw new HotelbotError("INTERNAL", { what: `PMS write ${reference} is ${state}, not to be ${to}` });
      }
      const attempt = to === "sent" ? 1 : 0;
      const stored = booking === undefined ? null : toJson(booking);
      sql.move.run(to, stored, booking?.stay.arrival ?? null, error ?? null, attempt, at, reference);
    });

  return {
    intend: ({ reference, conversationId, request, at }) =>
      connection.transaction(() => {
        sql.intend.run(reference, conversationId, toJson(request), at, at);
        return toRow(mustGet(reference));
      }),
    get(reference) {
      const row = sql.get.get(reference);
      return row && toRow(row);
    },
    sent: (reference, at) => move(reference, "sent", at),
    firm: (reference, booking, at) => move(reference, "firm", at, booking),
    refused: (reference, error, at) => move(reference, "refused", at, undefined, error),
    unknown: (reference, error, at) => move(reference, "unknown", at, undefined, error),
    open: () => sql.open.all().map(toRow),
    staying: (day) => sql.staying.all(day, day).map(toRow),
    reread: (reference, booking) => void sql.reread.run(toJson(booking), booking.stay.arrival, reference),
  };
}

function toRow(row: Row): JournalRow {
  return {
    reference: row.reference,
    conversationId: row.conversation_id,
    request: fromJson<BookingRequest>(row.request),
    state: row.state,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    attempts: row.attempts,
    ...optional("booking", row.booking === null ? null : fromJson<Booking>(row.booking)),
    ...optional("error", row.error),
  };
}

type Moved = [JournalState, string | null, string | null, string | null, number, number, string];

function prepare(connection: Connection) {
  return {
    intend: connection.prepare<[string, number, string, number, number]>(
      `INSERT INTO pms_journal (reference, conversation_id, request, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    get: connection.prepare<[string], Row>("SELECT * FROM pms_journal WHERE reference = ?"),
    move: connection.prepare<Moved>(
      `UPDATE pms_journal SET state = ?, booking = ?, arrival = ?, error = ?, attempts = attempts + ?, updated_at = ?
       WHERE reference = ?`,
    ),
    // No stay is longer than a year: the index by arrival has those who are still here.
    staying: connection.prepare<[string, string], Row>(
      `SELECT * FROM pms_journal WHERE arrival >= date(?, '-366 days') AND json_extract(booking, '$.stay.departure') >= ?
       ORDER BY arrival, reference`,
    ),
    reread: connection.prepare<[string, string, string]>(
      "UPDATE pms_journal SET booking = ?, arrival = ? WHERE reference = ? AND state = 'firm'",
    ),
    open: connection.prepare<[], Row>(
      `SELECT * FROM pms_journal WHERE state IN ('intended', 'sent', 'unknown')
       ORDER BY created_at, reference`,
    ),
  };
}
