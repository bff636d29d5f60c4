import { HotelbotError } from "../../errors.ts";
import type { DepositRow, DepositState, Deposits, ProofMedia } from "../contract-desk.ts";
import type { Connection, Param } from "../sqlite/connection.ts";
import { fromJson, optional, toJson } from "../sqlite/json.ts";

type Row = {
  id: number;
  conversation_id: number;
  reference: string;
  booking_code: string | null;
  amount_minor: number | null;
  currency: string | null;
  state: DepositState;
  media: string | null;
  decided_by: string | null;
  reason: string | null;
  created_at: number;
  updated_at: number;
};

export function openDeposits(connection: Connection): Deposits {
  const sql = prepare(connection);
  const mustFind = (reference: string): Row => {
    const row = sql.byReference.get(reference);
    if (!row) throw new HotelbotError("INTERNAL", { what: `no deposit ${reference}` });
    return row;
  };
  return {
    ask: ({ conversationId, reference, bookingCode, amount, at }) =>
      void sql.ask.run(conversationId, reference, bookingCode, amount.minor, amount.currency, at, at),
    proof: ({ conversationId, reference, bookingCode, media, at }) =>
      connection.transaction(() => {
        sql.open.run(conversationId, reference, bookingCode ?? null, at, at);
        const before = toDeposit(mustFind(reference));
        const known = new Set(before.media.map(({ mediaId }) => mediaId));
        const all = [...before.media, ...media.filter(({ mediaId }) => !known.has(mediaId))];
        sql.proof.run(toJson(all), at, reference);
        return toDeposit(mustFind(reference));
      }),
    get(id) {
      const row = sql.get.get(id);
      return row && toDeposit(row);
    },
    list: (all, limit) => (all ? sql.latest.all(limit) : sql.waiting.all(limit)).map(toDeposit),
    ofConversation: (id) => sql.ofConversation.all(id).map(toDeposit),
    decide: (id, to, by, reason, at) => sql.decide.run(to, by, reason ?? null, at, id).changes > 0,
  };
}

function toDeposit(row: Row): DepositRow {
  const { amount_minor: minor, currency } = row;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    reference: row.reference,
    state: row.state,
    media: row.media === null ? [] : fromJson<ProofMedia[]>(row.media),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...optional("bookingCode", row.booking_code),
    ...optional("amount", minor === null || currency === null ? null : { minor, currency }),
    ...optional("decidedBy", row.decided_by),
    ...optional("reason", row.reason),
  };
}

function prepare(connection: Connection) {
  return {
    ask: connection.prepare<Param[]>(
      `INSERT INTO deposit (conversation_id, reference, booking_code, amount_minor, currency, state, created_at,
         updated_at) VALUES (?, ?, ?, ?, ?, 'asked', ?, ?) ON CONFLICT (reference) DO NOTHING`,
    ),
    open: connection.prepare<Param[]>(
      `INSERT INTO deposit (conversation_id, reference, booking_code, state, created_at, updated_at)
       VALUES (?, ?, ?, 'proof_received', ?, ?) ON CONFLICT (reference) DO NOTHING`,
    ),
    proof: connection.prepare<[string, number, string]>(
      `UPDATE deposit SET media = ?, updated_at = ?,
         state = CASE state WHEN 'approved' THEN 'approved' ELSE 'proof_received' END WHERE reference = ?`,
    ),
    byReference: connection.prepare<[string], Row>("SELECT * FROM deposit WHERE reference = ?"),
    get: connection.prepare<[number], Row>("SELECT * FROM deposit WHERE id = ?"),
    waiting: connection.prepare<[number], Row>(
      "SELECT * FROM deposit WHERE state = 'proof_received' ORDER BY updated_at, id LIMIT ?",
    ),
    latest: connection.prepare<[number], Row>(
      "SELECT * FROM deposit WHERE updated_at > 0 ORDER BY updated_at DESC, id DESC LIMIT ?",
    ),
    ofConversation: connection.prepare<[number], Row>(
      "SELECT * FROM deposit WHERE conversation_id = ? ORDER BY id",
    ),
    decide: connection.prepare<[DepositState, string, string | null, number, number]>(
      `UPDATE deposit SET state = ?, decided_by = ?, reason = ?, updated_at = ?
       WHERE id = ? AND state = 'proof_received'`,
    ),
  };
}
