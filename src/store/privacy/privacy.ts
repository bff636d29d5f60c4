import { otherwiseWritten } from "../../platform/phone.ts";
import type { Gone, GuestRecords, Privacy } from "../contract-privacy.ts";
import type { Connection, Param } from "../sqlite/connection.ts";
import { deleteAged, deleteRows } from "./age.ts";
import { type Chosen, name, readRelations } from "./relations.ts";

/** A shorter name of a guest could be part of anything in a body that is not theirs. */
const TELLING = 6;

export function openPrivacy(connection: Connection): Privacy {
  const relations = readRelations(connection);
  const byPhone = connection.prepare<[string], { id: number }>(
    "SELECT guest_id AS id FROM guest_alias WHERE kind = 'phone' AND value = ?",
  );
  const byConversation = connection.prepare<[number], { id: number }>(
    "SELECT guest_id AS id FROM conversation WHERE id = ?",
  );
  const changing = connection.prepare<[number], { name: string }>(
    `SELECT reference AS name FROM pms_change WHERE state IN ('intended', 'sent', 'unknown')
       AND conversation_id IN (SELECT id FROM conversation WHERE guest_id = ?) LIMIT 1`,
  );
  const open = connection.prepare<[number, string], { name: string }>(
    `SELECT coalesce(json_extract(booking, '$.code'), reference) AS name FROM pms_journal
     WHERE conversation_id IN (SELECT id FROM conversation WHERE guest_id = ?)
       AND (state IN ('intended', 'sent', 'unknown') OR (state = 'firm'
         AND json_extract(booking, '$.status') IN ('firm', 'in_house')
         AND json_extract(booking, '$.stay.departure') >= ?))
     ORDER BY created_at LIMIT 1`,
  );
  const aliases = connection.prepare<[number], { value: string }>(
    "SELECT value FROM guest_alias WHERE guest_id = ?",
  );

  const all = (guestId: number): readonly Chosen[] =>
    relations.family({ table: "guest", where: "id = ?", values: [guestId] });

  function records(guestId: number): GuestRecords {
    const tables = new Map<string, Map<string, Record<string, unknown>>>();
    for (const { table, where, values } of all(guestId)) {
      const rows = connection
        .prepare<Param[], Record<string, unknown>>(`SELECT * FROM ${name(table)} WHERE ${where}`)
        .all(...values);
      const known = tables.get(table) ?? new Map<string, Record<string, unknown>>();
      // A table that belongs to a guest in two ways is told once.
      for (const row of rows) known.set(JSON.stringify(Object.values(row).map(plain)), readable(row));
      tables.set(table, known);
    }
    const filled = [...tables].filter(([, rows]) => rows.size > 0);
    return Object.fromEntries(filled.map(([table, rows]) => [table, [...rows.values()]]));
  }

  /** Bodies as they came name the guest as well, with no table to say so. */
  function eraseBodies(guestId: number): number {
    let gone = 0;
    for (const { value } of aliases.all(guestId)) {
      if (value.length < TELLING) continue;
      for (const table of ["raw_event", "channel_event"]) {
        const sql = `DELETE FROM ${table} WHERE instr(CAST(body AS BLOB), CAST(? AS BLOB)) > 0`;
        gone += connection.prepare<[string]>(sql).run(value).changes;
      }
    }
    return gone;
  }

  function eraseGuest(guestId: number): Gone {
    const files = filesOf(connection, records(guestId));
    let rows = eraseBodies(guestId);
    for (const path of files)
      rows += connection.prepare("DELETE FROM media WHERE path = ?").run(path).changes;
    rows += deleteRows(connection, relations, { table: "guest", where: "id = ?", values: [guestId] }).rows;
    return { rows, files, more: false };
  }

  return {
    find(who) {
      if (!("phone" in who)) return byConversation.get(who.conversation)?.id;
      const digits = who.phone.replace(/\D/g, "");
      const other = otherwiseWritten(digits);
      return (byPhone.get(digits) ?? (other === undefined ? undefined : byPhone.get(other)))?.id;
    },
    stay: (guestId, today) => (open.get(guestId, today) ?? changing.get(guestId))?.name,
    records,
    files: (guestId) => filesOf(connection, records(guestId)),
    erase(guestId) {
      // What is deleted is overwritten, and what the log still holds goes with it.
      connection.pragma("secure_delete = ON");
      try {
        return connection.transaction(() => eraseGuest(guestId));
      } finally {
        connection.pragma("secure_delete = OFF");
        connection.pragma("wal_checkpoint(TRUNCATE)");
      }
    },
    age: (ages) => deleteAged(connection, relations, ages),
  };
}

/** Attachments that came from the guest, and replies spoken to them. */
function filesOf(connection: Connection, { inbox = [], outbox = [] }: GuestRecords): string[] {
  const path = connection.prepare<[string, string], { path: string }>(
    "SELECT path FROM media WHERE channel = ? AND media_id = ?",
  );
  const came = inbox.map((row) => {
    const content = (row.message as { content?: { mediaId?: string } } | null)?.content;
    return content?.mediaId === undefined ? undefined : path.get(String(row.channel), content.mediaId)?.path;
  });
  const spoken = outbox.map((row) => (row.content as { kind?: string; path?: string } | null)?.path);
  return [...new Set([...came, ...spoken].filter((each) => each !== undefined))];
}

function readable(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, json(plain(value))]));
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

function json(value: unknown): unknown {
  if (typeof value !== "string" || !/^[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
