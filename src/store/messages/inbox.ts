import { createHash } from "node:crypto";
import type { ChannelName, InboundMessage } from "../../domain/message.ts";
import type { Transcript } from "../../domain/speech.ts";
import type { Fate, Inbox, InboxRow, RawEvent } from "../contract.ts";
import type { Connection } from "../sqlite/connection.ts";
import { isDiskFault } from "../sqlite/faults.ts";
import { fromJson, optional, toJson } from "../sqlite/json.ts";
import type { Guests } from "./guests.ts";
import type { Statuses } from "./statuses.ts";

type Row = {
  id: number;
  guest_id: number;
  message: string;
  received_at: number;
  attempts: number;
  due_at: number;
  transcript: string | null;
};

/** A commit costs one fsync whatever it carries: 100 bodies a call store 9 to 20 thousand a second, one 240 to 2,900. */
export function openInbox(connection: Connection, guests: Guests, statuses: Statuses): Inbox {
  const sql = prepare(connection);

  const storeRaw = (event: RawEvent, digest: Uint8Array): number => {
    const { changes, id } = sql.addRaw.run(
      event.channel,
      digest,
      event.body,
      event.receivedAt,
      event.parsed ? null : "not read",
    );
    if (changes > 0) return id;
    return sql.findRaw.get(event.channel, digest)?.id ?? 0;
  };

  const storeParsed = (event: RawEvent, rawId: number, fresh: Set<number>): void => {
    const { parsed, receivedAt } = event;
    if (!parsed) return;
    for (const message of parsed.messages) {
      if (sql.known.get(message.channel, message.externalId)) continue;
      const guest = guests.ofAddress(message.from, receivedAt);
      const sentAt = Number.isFinite(message.sentAt) ? Math.trunc(message.sentAt) : receivedAt;
      sql.add.run(
        message.channel,
        message.externalId,
        guest,
        rawId,
        sentAt,
        receivedAt,
        toJson(message),
        receivedAt,
      );
      fresh.add(guest);
    }
    for (const status of parsed.statuses) statuses.apply(status);
    for (const { externalId, what, body } of parsed.events) {
      sql.addEvent.run(event.channel, externalId, what, toJson(body), receivedAt);
    }
  };

  const storeOne = (event: RawEvent, fresh: Set<number>): void => {
    const digest = createHash("sha256").update(event.body).digest();
    const rawId = storeRaw(event, digest);
    try {
      const found = new Set<number>();
      connection.transaction(() => storeParsed(event, rawId, found));
      for (const guest of found) fresh.add(guest);
      if (event.parsed) sql.read.run(rawId);
    } catch (error) {
      if (isDiskFault(error)) throw error;
      // One body that breaks a rule must not keep a whole batch from being stored: it is kept, marked and counted.
      sql.unread.run(error instanceof Error ? error.message : String(error), rawId);
    }
  };

  return {
    accept: (batch) =>
      connection.transaction(() => {
        const fresh = new Set<number>();
        for (const event of batch) storeOne(event, fresh);
        return [...fresh];
      }),
    lanes: (now) => sql.lanes.all(now).map((row) => row.guest_id),
    pending: (guestId) => sql.pending.all(guestId).map(toInboxRow),
    get(id) {
      const row = sql.get.get(id);
      return row && toInboxRow(row);
    },
    nextDue: (now) => sql.nextDue.get(now)?.due ?? undefined,
    saveTranscript: (id, transcript) => void sql.saveTranscript.run(toJson(transcript), id),
    finish: (ids, fate, at) =>
      connection.transaction(() => {
        for (const id of ids) sql.finish.run(fate, at, id);
      }),
    postpone: (id, until, why) => void sql.postpone.run(until, why, id),
  };
}

function toInboxRow(row: Row): InboxRow {
  return {
    id: row.id,
    guestId: row.guest_id,
    message: fromJson<InboundMessage>(row.message),
    receivedAt: row.received_at,
    attempts: row.attempts,
    ...(row.attempts > 0 ? { notBefore: row.due_at } : {}),
    ...optional("transcript", row.transcript === null ? null : fromJson<Transcript>(row.transcript)),
  };
}

function prepare(connection: Connection) {
  return {
    addRaw: connection.prepare<[ChannelName, Uint8Array, Uint8Array, number, string | null]>(
      `INSERT INTO raw_event (channel, sha256, body, received_at, problem) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    findRaw: connection.prepare<[ChannelName, Uint8Array], { id: number }>(
      "SELECT id FROM raw_event WHERE channel = ? AND sha256 = ?",
    ),
    read: connection.prepare<[number]>(
      "UPDATE raw_event SET problem = NULL WHERE id = ? AND problem IS NOT NULL",
    ),
    unread: connection.prepare<[string, number]>("UPDATE raw_event SET problem = ? WHERE id = ?"),
    known: connection.prepare<[ChannelName, string], { id: number }>(
      "SELECT id FROM inbox WHERE channel = ? AND external_id = ?",
    ),
    add: connection.prepare<[ChannelName, string, number, number, number, number, string, number]>(
      `INSERT INTO inbox (channel, external_id, guest_id, raw_event_id, sent_at, received_at, message, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    addEvent: connection.prepare<[ChannelName, string, string, string, number]>(
      `INSERT INTO channel_event (channel, external_id, what, body, received_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    lanes: connection.prepare<[number], { guest_id: number }>(
      "SELECT guest_id FROM inbox WHERE fate IS NULL AND due_at <= ? GROUP BY guest_id ORDER BY min(id)",
    ),
    pending: connection.prepare<[number], Row>(
      `SELECT id, guest_id, message, received_at, attempts, due_at, transcript FROM inbox
       WHERE guest_id = ? AND fate IS NULL ORDER BY sent_at, id`,
    ),
    get: connection.prepare<[number], Row>(
      "SELECT id, guest_id, message, received_at, attempts, due_at, transcript FROM inbox WHERE id = ?",
    ),
    nextDue: connection.prepare<[number], { due: number | null }>(
      "SELECT min(due_at) AS due FROM inbox WHERE fate IS NULL AND due_at > ?",
    ),
    saveTranscript: connection.prepare<[string, number]>("UPDATE inbox SET transcript = ? WHERE id = ?"),
    // The first fate stands: a message ends once.
    finish: connection.prepare<[Fate, number, number]>(
      "UPDATE inbox SET fate = ?, finished_at = ? WHERE id = ? AND fate IS NULL",
    ),
    postpone: connection.prepare<[number, string, number]>(
      "UPDATE inbox SET attempts = attempts + 1, due_at = ?, why = ? WHERE id = ? AND fate IS NULL",
    ),
  };
}
