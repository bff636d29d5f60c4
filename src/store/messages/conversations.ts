import type { Language } from "../../domain/language.ts";
import type { Address, ChannelName } from "../../domain/message.ts";
import { HotelbotError } from "../../errors.ts";
import type { ConversationRow, Conversations, TurnEntry } from "../contract.ts";
import type { Connection, Param } from "../sqlite/connection.ts";
import { fromJson, optional, toJson } from "../sqlite/json.ts";

type Row = {
  id: number;
  guest_id: number;
  channel: ChannelName;
  address: string;
  profile_name: string | null;
  state: string | null;
  mode: "bot" | "person";
  version: number;
  last_inbound_at: number | null;
  waiting_reason: string | null;
};

type Turn = {
  conversation_id: number;
  direction: TurnEntry["direction"];
  author: TurnEntry["author"];
  kind: string;
  text: string;
  at: number;
  inbox_id: number | null;
  outbox_id: string | null;
  detail: string | null;
};

export function openConversations(connection: Connection): Conversations {
  const sql = prepare(connection);

  const byId = (id: number): ConversationRow | undefined => {
    const row = sql.get.get(id);
    return row && toConversation(row);
  };

  return {
    open: (guestId, channel, to, profileName, at) =>
      connection.transaction(() => {
        sql.open.run(guestId, channel, toJson(to), profileName ?? null, at, at);
        const row = sql.find.get(guestId, channel);
        if (!row) throw new HotelbotError("INTERNAL", { what: `no conversation of guest ${guestId}` });
        return toConversation(row);
      }),
    get: byId,
    on(guestId, channel) {
      const row = sql.find.get(guestId, channel);
      return row && toConversation(row);
    },
    save(id, version, change) {
      const kept = change.waitingReason === undefined ? 1 : 0;
      const reason = change.waitingReason ?? null;
      const { changes } = sql.save.run(
        toJson(change.state),
        change.mode,
        change.language,
        kept,
        reason,
        kept,
        reason,
        change.at,
        change.lastInboundAt ?? null,
        change.at,
        id,
        version,
      );
      if (changes === 0) {
        const stored = byId(id)?.version ?? "missing";
        throw new HotelbotError("INTERNAL", {
          what: `conversation ${id} is at version ${stored}, not ${version}`,
        });
      }
    },
    addTurn: (turn) =>
      connection.transaction(() => {
        sql.addTurn.run(
          turn.conversationId,
          turn.direction,
          turn.author,
          turn.kind,
          turn.text,
          turn.at,
          turn.inboxId ?? null,
          turn.outboxId ?? null,
          turn.detail === undefined ? null : toJson(turn.detail),
        );
        sql.touch.run(turn.at, turn.conversationId);
      }),
    heardOf: (outboxId, text) => void sql.heardOf.run(text, outboxId),
    heard: (limit) => sql.heard.all(limit).map(toTurn),
    turns: (conversationId, limit) => sql.turns.all(conversationId, limit).map(toTurn).reverse(),
  };
}

function toConversation(row: Row): ConversationRow {
  return {
    id: row.id,
    guestId: row.guest_id,
    channel: row.channel,
    to: fromJson<Address>(row.address),
    mode: row.mode,
    version: row.version,
    ...optional("profileName", row.profile_name),
    ...optional("state", row.state === null ? null : fromJson<unknown>(row.state)),
    ...optional("lastInboundAt", row.last_inbound_at),
    ...optional("waitingReason", row.waiting_reason),
  };
}

function toTurn(row: Turn): TurnEntry {
  return {
    conversationId: row.conversation_id,
    direction: row.direction,
    author: row.author,
    kind: row.kind,
    text: row.text,
    at: row.at,
    ...optional("inboxId", row.inbox_id),
    ...optional("outboxId", row.outbox_id),
    ...optional("detail", row.detail === null ? null : fromJson<unknown>(row.detail)),
  };
}

type Saved = [
  string,
  string,
  Language,
  number,
  string | null,
  number,
  string | null,
  number,
  number | null,
  number,
  number,
  number,
];

function prepare(connection: Connection) {
  return {
    open: connection.prepare<[number, ChannelName, string, string | null, number, number]>(
      `INSERT INTO conversation (guest_id, channel, address, profile_name, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (guest_id, channel) DO UPDATE SET
         address = excluded.address, profile_name = coalesce(excluded.profile_name, profile_name)
       WHERE address <> excluded.address
         OR coalesce(excluded.profile_name, profile_name) IS NOT profile_name`,
    ),
    find: connection.prepare<[number, ChannelName], Row>(
      "SELECT * FROM conversation WHERE guest_id = ? AND channel = ?",
    ),
    get: connection.prepare<[number], Row>("SELECT * FROM conversation WHERE id = ?"),
    // Who waits keeps the time since which they wait, whatever is saved meanwhile.
    save: connection.prepare<Saved>(
      `UPDATE conversation SET state = ?, mode = ?, language = ?,
         waiting_reason = CASE WHEN ? THEN waiting_reason ELSE ? END,
         waiting_since = CASE WHEN ? THEN waiting_since WHEN ? IS NULL THEN NULL
           ELSE coalesce(waiting_since, ?) END,
         last_inbound_at = coalesce(?, last_inbound_at), updated_at = ?, version = version + 1
       WHERE id = ? AND version = ?`,
    ),
    addTurn: connection.prepare<Param[]>(
      `INSERT INTO turn (conversation_id, direction, author, kind, text, at, inbox_id, outbox_id, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    heardOf: connection.prepare<[string, string]>("UPDATE turn SET text = ? WHERE outbox_id = ?"),
    touch: connection.prepare<[number, number]>(
      "UPDATE conversation SET last_turn_at = max(coalesce(last_turn_at, 0), ?) WHERE id = ?",
    ),
    heard: connection.prepare<[number], Turn>(
      `SELECT * FROM turn WHERE id > (SELECT coalesce(max(id), 0) FROM turn) - ?
         AND direction = 'in' AND author = 'guest' AND detail IS NOT NULL ORDER BY id DESC`,
    ),
    turns: connection.prepare<[number, number], Turn>(
      "SELECT * FROM turn WHERE conversation_id = ? ORDER BY id DESC LIMIT ?",
    ),
  };
}
