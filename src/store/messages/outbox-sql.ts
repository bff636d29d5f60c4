import type { Address, ChannelName, OutboundContent } from "../../domain/message.ts";
import type { OutboxRow, OutboxState } from "../contract.ts";
import type { Connection } from "../sqlite/connection.ts";
import { fromJson, optional } from "../sqlite/json.ts";

export type OutboxRecord = {
  seq: number;
  id: string;
  dedupe_key: string;
  conversation_id: number;
  guest_id: number;
  channel: ChannelName;
  address: string;
  content: string;
  state: OutboxState;
  attempts: number;
  next_at: number;
  external_id: string | null;
  error: string | null;
  held_for: "desk" | "restore" | null;
  created_at: number;
  updated_at: number;
};

type Added = [string, string, number, number, ChannelName, string, string, number, number, number];

/** A guest's first message that is not sent yet, on the channels of a JSON list; one being sent counts. */
const FIRST = `SELECT * FROM outbox
  WHERE guest_id = ? AND state IN ('ready', 'sending') AND channel IN (SELECT value FROM json_each(?))
  ORDER BY seq LIMIT 1`;

/** Word for word the condition of the index outbox_state: SQLite uses a partial index only when it sees it. */
const NOT_DONE = "state NOT IN ('accepted', 'delivered', 'read')";

export function prepareOutbox(connection: Connection) {
  return {
    add: connection.prepare<Added>(
      `INSERT INTO outbox (id, dedupe_key, conversation_id, guest_id, channel, address, content, next_at, created_at,
         updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dedupe_key) DO NOTHING`,
    ),
    get: connection.prepare<[string], OutboxRecord>("SELECT * FROM outbox WHERE id = ?"),
    lanes: connection.prepare<[string, number], { guest_id: number }>(
      `SELECT guest_id FROM (
         SELECT guest_id, state, next_at, updated_at, min(seq) AS seq FROM outbox
         WHERE state IN ('ready', 'sending') AND channel IN (SELECT value FROM json_each(?)) GROUP BY guest_id
       ) WHERE state = 'ready' AND ? NOT BETWEEN updated_at AND next_at - 1 ORDER BY seq`,
    ),
    first: connection.prepare<[number, string], OutboxRecord>(FIRST),
    nextDue: connection.prepare<[number, string], { due: number | null }>(
      `SELECT min(next_at) AS due FROM outbox
       WHERE ${NOT_DONE} AND state = 'ready' AND next_at > ? AND channel IN (SELECT value FROM json_each(?))`,
    ),
    sending: connection.prepare<[number, string]>(
      `UPDATE outbox SET state = 'sending', attempts = attempts + 1, updated_at = ?
       WHERE id = ? AND state = 'ready'`,
    ),
    move: connection.prepare<[OutboxState, string | null, number, number, number, string]>(
      `UPDATE outbox SET state = ?, error = ?, next_at = ?, attempts = attempts + ?, updated_at = ?
       WHERE id = ?`,
    ),
    remove: connection.prepare<[string]>("DELETE FROM outbox WHERE id = ? AND state = 'ready'"),
    setExternal: connection.prepare<[string, string]>("UPDATE outbox SET external_id = ? WHERE id = ?"),
    holdUnsent: connection.prepare<[string, number, number]>(
      `UPDATE outbox SET state = 'held', held_for = 'desk', error = ?, updated_at = ?
       WHERE ${NOT_DONE} AND state = 'ready' AND conversation_id = ? AND NOT EXISTS (
         SELECT 1 FROM turn WHERE turn.conversation_id = outbox.conversation_id AND outbox_id = outbox.id
           AND author = 'clerk')`,
    ),
    holdAll: connection.prepare<[string, number]>(
      `UPDATE outbox SET error = ? || CASE state WHEN 'ready' THEN '' ELSE '; it may have arrived' END,
         state = 'held', held_for = 'restore', updated_at = ?
       WHERE ${NOT_DONE} AND state IN ('ready', 'sending', 'unknown')`,
    ),
    // What a person gave up is no news to anybody.
    undelivered: connection.prepare<[number], OutboxRecord>(
      `SELECT * FROM outbox WHERE ${NOT_DONE} AND state IN ('rejected', 'unknown', 'dead') AND updated_at >= ?
         AND coalesce(error, '') NOT LIKE 'dropped by %' ORDER BY seq DESC LIMIT 200`,
    ),
    held: connection.prepare<[], OutboxRecord>(
      `SELECT * FROM outbox WHERE ${NOT_DONE} AND state = 'held' ORDER BY seq`,
    ),
    releaseHeld: connection.prepare<[number, number, string]>(
      `UPDATE outbox SET state = 'ready', held_for = NULL, error = NULL, attempts = 0, next_at = ?, updated_at = ?
       WHERE id = ? AND state = 'held'`,
    ),
    resend: connection.prepare<[number, number, string]>(
      `UPDATE outbox SET state = 'ready', error = NULL, attempts = 0, shown_to_desk = 0, next_at = ?, updated_at = ?
       WHERE id = ? AND state IN ('rejected', 'unknown', 'dead')`,
    ),
    saveContent: connection.prepare<[string, string]>("UPDATE outbox SET content = ? WHERE id = ?"),
    recover: connection.prepare<[number]>(
      `UPDATE outbox SET state = 'unknown', error = 'cut off while sending', updated_at = ?
       WHERE ${NOT_DONE} AND state = 'sending'`,
    ),
    forDesk: connection.prepare<[number], OutboxRecord>(
      `SELECT * FROM outbox WHERE ${NOT_DONE} AND state IN ('unknown', 'rejected', 'dead') AND shown_to_desk = 0
         AND (state <> 'unknown' OR updated_at <= ?) ORDER BY seq`,
    ),
    shown: connection.prepare<[number]>("UPDATE outbox SET shown_to_desk = 1 WHERE seq = ?"),
    ofConversation: connection.prepare<[number, number], OutboxRecord>(
      "SELECT * FROM outbox WHERE conversation_id = ? AND seq > ? ORDER BY seq",
    ),
  };
}

export function toOutboxRow(row: OutboxRecord): OutboxRow {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    guestId: row.guest_id,
    channel: row.channel,
    to: fromJson<Address>(row.address),
    content: fromJson<OutboundContent>(row.content),
    dedupeKey: row.dedupe_key,
    createdAt: row.created_at,
    seq: row.seq,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at,
    updatedAt: row.updated_at,
    ...optional("externalId", row.external_id),
    ...optional("error", row.error),
    ...optional("heldFor", row.state === "held" ? row.held_for : null),
  };
}
