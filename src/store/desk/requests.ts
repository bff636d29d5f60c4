import { HotelbotError } from "../../errors.ts";
import type { RequestRow, RequestState, Requests } from "../contract-desk.ts";
import type { Connection, Param } from "../sqlite/connection.ts";
import { fromJson, optional, toJson } from "../sqlite/json.ts";

type Row = {
  id: number;
  conversation_id: number;
  kind: string;
  words: string;
  room: string | null;
  booking_code: string | null;
  due_at: number | null;
  detail: string | null;
  state: RequestState;
  owner: string | null;
  alarm: string | null;
  created_at: number;
  updated_at: number;
};

export function openRequests(connection: Connection): Requests {
  const sql = prepare(connection);
  return {
    add: (request) =>
      connection.transaction(() => {
        sql.add.run(
          request.dedupeKey,
          request.conversationId,
          request.kind,
          request.words,
          request.room ?? null,
          request.bookingCode ?? null,
          request.dueAt ?? null,
          request.detail === undefined ? null : toJson(request.detail),
          request.alarm ?? null,
          request.at,
          request.at,
        );
        const row = sql.byKey.get(request.dedupeKey);
        if (!row) throw new HotelbotError("INTERNAL", { what: `no request ${request.dedupeKey}` });
        return toRequest(row);
      }),
    get(id) {
      const row = sql.get.get(id);
      return row && toRequest(row);
    },
    list: (all, limit) => (all ? sql.latest.all(limit) : sql.live.all(limit)).map(toRequest),
    ofConversation: (id) => sql.ofConversation.all(id).map(toRequest),
    ringing: () => sql.ringing.all().map(toRequest),
    move: (id, to, owner, at) => sql.move.run(to, owner, at, id).changes > 0,
    ring: (id, alarm, at) => void sql.ring.run(alarm, at, id),
  };
}

function toRequest(row: Row): RequestRow {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    kind: row.kind,
    words: row.words,
    state: row.state,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...optional("room", row.room),
    ...optional("bookingCode", row.booking_code),
    ...optional("dueAt", row.due_at),
    ...optional("detail", row.detail === null ? null : fromJson<RequestRow["detail"]>(row.detail)),
    ...optional("owner", row.owner),
    ...optional("alarm", row.alarm),
  };
}

function prepare(connection: Connection) {
  return {
    add: connection.prepare<Param[]>(
      `INSERT INTO request (dedupe_key, conversation_id, kind, words, room, booking_code, due_at, detail, alarm,
         created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dedupe_key) DO NOTHING`,
    ),
    byKey: connection.prepare<[string], Row>("SELECT * FROM request WHERE dedupe_key = ?"),
    get: connection.prepare<[number], Row>("SELECT * FROM request WHERE id = ?"),
    live: connection.prepare<[number], Row>(
      "SELECT * FROM request WHERE state IN ('open', 'taken') ORDER BY created_at, id LIMIT ?",
    ),
    latest: connection.prepare<[number], Row>("SELECT * FROM request WHERE id > 0 ORDER BY id DESC LIMIT ?"),
    ofConversation: connection.prepare<[number], Row>(
      "SELECT * FROM request WHERE conversation_id = ? ORDER BY id",
    ),
    ringing: connection.prepare<[], Row>("SELECT * FROM request WHERE alarm IS NOT NULL ORDER BY id"),
    move: connection.prepare<[RequestState, string, number, number]>(
      `UPDATE request SET state = ?, owner = ?, alarm = NULL, updated_at = ?
       WHERE id = ? AND state IN ('open', 'taken')`,
    ),
    ring: connection.prepare<[string, number, number]>(
      "UPDATE request SET alarm = ?, updated_at = ? WHERE id = ? AND state IN ('open', 'taken')",
    ),
  };
}
