import type { Ages, Gone } from "../contract-privacy.ts";
import type { Connection, Param } from "../sqlite/connection.ts";
import { type Chosen, name, type Relations } from "./relations.ts";

/** Rows a batch: a delete of 500 bodies holds everything else up for some 5 ms on a small machine's disk. */
const BATCH = 500;
/** A guest who left may still ask about the stay; then it is the PMS's to know. */
const AFTER_DEPARTURE = "-60 days";

/** Deletes one batch of what is too old, the oldest first. */
export function deleteAged(connection: Connection, relations: Relations, ages: Ages): Gone {
  const files = oldFiles(connection, ages.attachments);
  let rows = 0;
  let more = files.length === BATCH;
  for (const chosen of aged(ages)) {
    const gone = connection.transaction(() => deleteRows(connection, relations, chosen));
    rows += gone.rows;
    more ||= gone.chosen === BATCH;
  }
  return { rows, files, more };
}

/** Deletes rows and what belongs to them. Answers how many in all, and how many of those that were chosen. */
export function deleteRows(
  connection: Connection,
  relations: Relations,
  rows: Chosen,
): { readonly rows: number; readonly chosen: number } {
  let all = 0;
  let last = 0;
  for (const { table, where, values } of relations.family(rows)) {
    last = connection.prepare<Param[]>(`DELETE FROM ${name(table)} WHERE ${where}`).run(...values).changes;
    all += last;
  }
  return { rows: all, chosen: last };
}

function aged(ages: Ages): readonly Chosen[] {
  const { bodies, attachments, messages, today } = ages;
  const batch = (table: string, id: string, where: string, ...values: (string | number)[]): Chosen => ({
    table,
    where: `${id} IN (SELECT ${id} FROM ${table} WHERE ${where} ORDER BY ${id} LIMIT ${BATCH})`,
    values,
  });
  return [
    // A body nobody could read is all there is of its message: it stays as long as messages do.
    batch("raw_event", "id", "received_at < ? AND (problem IS NULL OR received_at < ?)", bodies, messages),
    batch("channel_event", "id", "received_at < ?", bodies),
    {
      table: "media",
      where: `(channel, media_id) IN (SELECT channel, media_id FROM media WHERE fetched_at < ? LIMIT ${BATCH})`,
      values: [attachments],
    },
    batch("turn", "id", "at < ?", messages),
    batch("outbox", "seq", "created_at < ? AND state NOT IN ('ready', 'sending')", messages),
    batch("inbox", "id", "received_at < ? AND fate IS NOT NULL", messages),
    {
      table: "delivery_status",
      where: "outbox_seq IS NULL AND at < ?",
      values: [messages],
    },
    {
      table: "pms_journal",
      where: `reference IN (SELECT reference FROM pms_journal WHERE state IN ('firm', 'refused') AND updated_at < ?
        AND (booking IS NULL OR json_extract(booking, '$.stay.departure') < date(?, '${AFTER_DEPARTURE}'))
        LIMIT ${BATCH})`,
      values: [messages, today],
    },
    {
      table: "pms_change",
      where: `reference IN (SELECT reference FROM pms_change WHERE state IN ('firm', 'refused') AND updated_at < ?
        LIMIT ${BATCH})`,
      values: [messages],
    },
    // Who has not written for so long and has nothing left here is not known any more.
    batch(
      "conversation",
      "id",
      `updated_at < ? AND coalesce(last_turn_at, 0) < ? AND waiting_reason IS NULL
       AND id NOT IN (SELECT conversation_id FROM pms_journal)
       AND id NOT IN (SELECT conversation_id FROM pms_change WHERE state IN ('intended', 'sent', 'unknown'))
       AND id NOT IN (SELECT conversation_id FROM request WHERE state IN ('open', 'taken'))
       AND id NOT IN (SELECT conversation_id FROM outbox)
       AND guest_id NOT IN (SELECT guest_id FROM inbox)`,
      messages,
      messages,
    ),
    batch(
      "guest",
      "id",
      `created_at < ? AND id NOT IN (SELECT guest_id FROM conversation)
       AND id NOT IN (SELECT guest_id FROM inbox) AND id NOT IN (SELECT guest_id FROM outbox)
       AND id NOT IN (SELECT guest_id FROM call)`,
      messages,
    ),
  ];
}

function oldFiles(connection: Connection, before: number): string[] {
  const sql = connection.prepare<[number], { path: string }>(
    `SELECT path FROM media WHERE fetched_at < ? LIMIT ${BATCH}`,
  );
  return sql.all(before).map(({ path }) => path);
}
