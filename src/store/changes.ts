import type { Amendment } from "../domain/amendment.ts";
import type { Booking } from "../domain/hotel.ts";
import { HotelbotError } from "../errors.ts";
import type { ChangeRow, Changes, JournalState } from "./contract.ts";
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

const FINAL: ReadonlySet<JournalState> = new Set(["firm", "refused"]);

export function openChanges(connection: Connection): Changes {
  const sql = prepare(connection);

  const mustGet = (reference: string): Row => {
    const row = sql.get.get(reference);
    if (!row) throw new HotelbotError("INTERNAL", { what: `no change ${reference}` });
    return row;
  };

  const move = (reference: string, to: JournalState, at: number, booking?: Booking, error?: string): void =>
    connection.transaction(() => {
      const { state } = mustGet(reference);
      if (state === to && FINAL.has(to)) return;
      if (FINAL.has(state)) {
        throw new HotelbotError("INTERNAL", { what: `change ${reference} is ${state}, not to be ${to}` });
      }
      const stored = booking === undefined ? null : toJson(booking);
      sql.move.run(to, stored, error ?? null, to === "sent" ? 1 : 0, at, reference);
    });

  return {
    intend: ({ reference, conversationId, request, at }) =>
      connection.transaction(() => {
        const { kind, before } = request;
        sql.intend.run(reference, conversationId, kind, before.pmsId, toJson(request), at, at);
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
  };
}

function toRow(row: Row): ChangeRow {
  return {
    reference: row.reference,
    conversationId: row.conversation_id,
    request: fromJson<Amendment>(row.request),
    state: row.state,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    attempts: row.attempts,
    ...optional("booking", row.booking === null ? null : fromJson<Booking>(row.booking)),
    ...optional("error", row.error),
  };
}

function prepare(connection: Connection) {
  return {
    intend: connection.prepare<[string, number, string, string, string, number, number]>(
      `INSERT INTO pms_change (reference, conversation_id, kind, pms_id, request, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    get: connection.prepare<[string], Row>("SELECT * FROM pms_change WHERE reference = ?"),
    move: connection.prepare<[JournalState, string | null, string | null, number, number, string]>(
      `UPDATE pms_change SET state = ?, booking = ?, error = ?, attempts = attempts + ?, updated_at = ?
       WHERE reference = ?`,
    ),
    open: connection.prepare<[], Row>(
      `SELECT * FROM pms_change WHERE state IN ('intended', 'sent', 'unknown') ORDER BY created_at, reference`,
    ),
  };
}
