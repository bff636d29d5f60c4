import { statSync } from "node:fs";
import type { Language } from "../domain/language.ts";
import type { Address, ChannelName } from "../domain/message.ts";
import type { Counts, OutboxState, Summaries } from "./contract.ts";
import type { Connection } from "./sqlite/connection.ts";
import { fromJson, optional } from "./sqlite/json.ts";
import { schemaVersion } from "./sqlite/migrate.ts";

type Who = { profile_name: string | null; address: string };
type Recent = Who & {
  id: number;
  channel: ChannelName;
  language: Language;
  mode: "bot" | "person";
  waiting_reason: string | null;
  waiting_since: number | null;
  holder: string | null;
  text: string;
  last_turn_at: number;
};
type Waiting = Who & { id: number; channel: ChannelName; waiting_reason: string; waiting_since: number };

export function openSummaries(connection: Connection): Summaries {
  const sql = prepare(connection);

  return {
    counts: (now) => connection.transaction(() => countsOf(sql, now)),
    conversations: (since, limit) =>
      sql.recent.all(since, limit).map((row) => ({
        id: row.id,
        channel: row.channel,
        who: whoIs(row),
        language: row.language,
        mode: row.mode,
        lastText: row.text,
        lastAt: row.last_turn_at,
        ...optional("waitingReason", row.waiting_reason),
        ...optional("waitingSince", row.waiting_since),
        ...optional("holder", row.mode === "person" ? row.holder : null),
      })),
    waiting: () =>
      sql.waiting.all().map((row) => ({
        id: row.id,
        who: whoIs(row),
        channel: row.channel,
        reason: row.waiting_reason,
        since: row.waiting_since,
      })),
    lastInboundAt: (channel) => sql.lastInbound.get(channel)?.at ?? undefined,
    webhooks: () => {
      const lastAt = sql.lastWebhook.get()?.at;
      return {
        ...optional("lastAt", lastAt),
        ...optional("sentSinceAt", sql.sentSince.get(lastAt ?? 0)?.at),
      };
    },
    database: () => ({
      synchronous: Number(connection.pragma("synchronous")),
      journalMode: String(connection.pragma("journal_mode")),
      sqliteVersion: sql.version.get()?.version ?? "",
      schema: schemaVersion(connection),
      bytes: sizeOf(connection.path) + sizeOf(`${connection.path}-wal`),
    }),
    writes: () => sql.writes.get()?.count ?? 0,
    bookingsMadeSince: (since) => sql.bookings.get(since)?.count ?? 0,
    arrivalsKnown: (day) => sql.arrivals.get(day)?.count ?? 0,
  };
}

function countsOf(sql: ReturnType<typeof prepare>, now: number): Counts {
  const states = new Map(sql.outbox.all().map((row) => [row.state, row]));
  const outbox = (state: OutboxState): number => states.get(state)?.count ?? 0;
  const waiting = sql.inboxNew.get();
  return {
    inboxNew: waiting?.count ?? 0,
    inboxDead: sql.inboxDead.get()?.count ?? 0,
    ...optional("oldestNewAt", waiting?.oldest),
    unread: sql.unread.get()?.count ?? 0,
    outboxReady: outbox("ready"),
    outboxSending: outbox("sending"),
    outboxUnknown: outbox("unknown"),
    outboxHeld: outbox("held"),
    outboxDead: outbox("dead"),
    outboxRejected: outbox("rejected"),
    ...optional("oldestReadyAt", states.get("ready")?.oldest),
    journalOpen: sql.journalOpen.get()?.count ?? 0,
    holds: sql.holds.get(now)?.count ?? 0,
  };
}

/** The profile's name, else what the channel knows the guest by. */
function whoIs({ profile_name, address }: Who): string {
  if (profile_name) return profile_name;
  const { phone, userId, session } = fromJson<Address>(address);
  return phone || userId || session || "?";
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

type Count = { count: number };
type Aged = Count & { oldest: number | null };

function prepare(connection: Connection) {
  const count = <P extends (string | number)[]>(from: string) =>
    connection.prepare<P, Count>(`SELECT count(*) AS count FROM ${from}`);
  return {
    inboxNew: connection.prepare<[], Aged>(
      "SELECT count(*) AS count, min(received_at) AS oldest FROM inbox WHERE fate IS NULL",
    ),
    inboxDead: count<[]>("inbox WHERE fate = 'dead'"),
    unread: count<[]>("raw_event WHERE problem IS NOT NULL"),
    outbox: connection.prepare<[], Aged & { state: OutboxState }>(
      `SELECT state, count(*) AS count, min(created_at) AS oldest FROM outbox
       WHERE state NOT IN ('accepted', 'delivered', 'read') GROUP BY state`,
    ),
    journalOpen: count<[]>(
      `(SELECT 1 FROM pms_journal WHERE state IN ('intended', 'sent', 'unknown')
        UNION ALL SELECT 1 FROM pms_change WHERE state IN ('intended', 'sent', 'unknown'))`,
    ),
    holds: count<[number]>("hold WHERE expires_at > ?"),
    recent: connection.prepare<[number, number], Recent>(
      `SELECT id, channel, profile_name, address, language, mode, waiting_reason, waiting_since, last_turn_at,
         (SELECT iif(kind = 'take', text, NULL) FROM turn WHERE conversation_id = conversation.id
            AND kind IN ('take', 'release') ORDER BY id DESC LIMIT 1) AS holder,
         (SELECT text FROM turn WHERE conversation_id = conversation.id AND kind NOT IN ('handover', 'note', 'take', 'release')
            ORDER BY turn.id DESC LIMIT 1) AS text
       FROM conversation WHERE last_turn_at >= ? ORDER BY last_turn_at DESC, id DESC LIMIT ?`,
    ),
    waiting: connection.prepare<[], Waiting>(
      `SELECT id, channel, profile_name, address, waiting_reason, waiting_since FROM conversation
       WHERE waiting_since IS NOT NULL ORDER BY waiting_since, id`,
    ),
    lastInbound: connection.prepare<[ChannelName], { at: number | null }>(
      "SELECT max(received_at) AS at FROM inbox WHERE channel = ?",
    ),
    // By id, newest first: the time stands behind the body in a row, which would have to be read.
    lastWebhook: connection.prepare<[], { at: number }>(
      "SELECT received_at AS at FROM raw_event WHERE channel = 'whatsapp' ORDER BY id DESC LIMIT 1",
    ),
    // The latest thousand are enough: what was sent before them is older news.
    sentSince: connection.prepare<[number], { at: number | null }>(
      `SELECT min(updated_at) AS at FROM outbox WHERE seq > (SELECT max(seq) FROM outbox) - 1000
         AND channel = 'whatsapp' AND state = 'accepted' AND updated_at > ?`,
    ),
    version: connection.prepare<[], { version: string }>("SELECT sqlite_version() AS version"),
    writes: connection.prepare<[], { count: number }>("SELECT total_changes() AS count"),
    bookings: count<[number]>("pms_journal WHERE state = 'firm' AND updated_at >= ?"),
    arrivals: count<[string]>("pms_journal WHERE arrival = ?"),
  };
}
