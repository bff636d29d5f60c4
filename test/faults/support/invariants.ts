import { join } from "node:path";
import Database from "better-sqlite3";
import type { SandboxRecord } from "../../../src/channels/whatsapp/sandbox/record.ts";
import { openAudit } from "../../../src/store/audit.ts";
import { DATABASE_FILE } from "../../../src/store/open.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";

export interface Expected {
  /** The code the guest was given. */
  readonly code: string;
  /** How many messages may be of unknown fate: one for each kill that may have hit the call itself. */
  readonly unknown: number;
}

type Row = Record<string, string | number | null>;

/** What is wrong after a guest booked while the daemon was killed, seen from both sides; the daemon is stopped. */
export function problems(stateDir: string, record: SandboxRecord, expected: Expected): string[] {
  const path = join(stateDir, DATABASE_FILE);
  const raw = new Database(path, { readonly: true });
  try {
    const all = (sql: string): Row[] => raw.prepare<[], Row>(sql).all();
    return [
      ...inbox(all, record),
      ...outbox(all, record, expected),
      ...bookings(all, expected),
      ...audit(all, path),
    ];
  } finally {
    raw.close();
  }
}

type All = (sql: string) => Row[];

/** What was acknowledged is there, once, was read in one turn, has one fate and its answer. */
function inbox(all: All, record: SandboxRecord): string[] {
  const rows = all("SELECT id, external_id, fate, finished_at FROM inbox");
  const turns = all("SELECT inbox_id FROM turn WHERE inbox_id IS NOT NULL").map((row) => row.inbox_id);
  const messages = [...record.acknowledged].filter((id) => !id.includes(":"));
  return [
    ...messages
      .filter((id) => !rows.some((row) => row.external_id === id))
      .map((id) => `acknowledged and lost: ${id}`),
    ...rows.filter((row) => row.fate !== "answered").map((row) => `message ${row.id} ended as ${row.fate}`),
    ...rows
      .map((row) => ({ id: row.id, times: turns.filter((id) => id === row.id).length }))
      .filter(({ times }) => times !== 1)
      .map(({ id, times }) => `message ${id} was read in ${times} turns`),
    ...unanswered(all, rows),
  ];
}

/** Bursts that were finished and got no reply: all but the yes that booked, which the confirmation answers. */
function unanswered(all: All, rows: readonly Row[]): string[] {
  const keys = all("SELECT dedupe_key FROM outbox").map((row) => String(row.dedupe_key));
  const bursts = Map.groupBy(rows, (row) => row.finished_at);
  const silent = [...bursts.values()].filter(
    (burst) => !burst.some(({ id }) => keys.some((key) => key.startsWith(`turn:${id}:`))),
  );
  return silent.length === 1
    ? []
    : [`bursts without a reply: ${silent.map((burst) => burst.map(({ id }) => id)).join("; ")}`];
}

/** Nothing was said twice or out of order, and each reply's fate is what WhatsApp knows of it. */
function outbox(all: All, record: SandboxRecord, expected: Expected): string[] {
  const rows = all("SELECT seq, id, dedupe_key, state, content FROM outbox ORDER BY seq");
  const sent = record.sends.map((send) => send.callbackId);
  const seqs = sent.map((id) => Number(rows.find((row) => row.id === id)?.seq ?? Number.NaN));
  const said = rows.map((row) => `${String(row.dedupe_key).replace(/:[^:]*$/, "")} ${row.content}`);
  const unknown = rows.filter((row) => row.state === "unknown");
  const firm = rows.filter((row) => /^booking:.*:firm:0$/.test(String(row.dedupe_key)));
  return [
    ...(new Set(sent).size === sent.length ? [] : ["a reply was sent twice"]),
    ...(new Set(said).size === said.length ? [] : ["one turn says the same twice"]),
    ...(seqs.every((seq, index) => seq > (seqs[index - 1] ?? 0)) ? [] : [`sent in the order ${seqs}`]),
    ...(firm.length === 1 ? [] : [`${firm.length} confirmations were written`]),
    ...rows
      .map((row) => ({ row, state: sent.includes(String(row.id)) ? "read" : "unknown" }))
      .filter(({ row, state }) => row.state !== state)
      .map(({ row, state }) => `reply ${row.seq} is ${row.state}, to WhatsApp it is ${state}`),
    ...(unknown.length <= expected.unknown
      ? []
      : [`${unknown.length} unknown fates, ${expected.unknown} kills`]),
  ];
}

/** One firm booking, in the PMS and in the journal, and it is the one the guest was told. */
function bookings(all: All, { code }: Expected): string[] {
  const house = all("SELECT id, code, reference, status FROM house_booking");
  const journal = all("SELECT reference, state, booking FROM pms_journal");
  const nights = all("SELECT booking_id, room, night FROM house_room_night");
  const [booking] = house;
  const [write] = journal;
  const known = write?.booking ? (JSON.parse(String(write.booking)) as { code: string }).code : undefined;
  return [
    ...(house.length === 1 && booking?.status === "firm" ? [] : [`the PMS has ${JSON.stringify(house)}`]),
    ...(journal.length === 1 && write?.state === "firm"
      ? []
      : [`the journal has ${JSON.stringify(journal)}`]),
    ...(booking?.code === code && known === code && booking.reference === write?.reference
      ? []
      : [`the guest was told ${code}, the PMS has ${booking?.code}, the journal ${known}`]),
    ...(nights.length === 2 ? [] : [`${nights.length} nights are taken`]),
    ...(all("SELECT 1 FROM hold").length === 0 ? [] : ["a hold is left"]),
  ];
}

function audit(all: All, path: string): string[] {
  const connection = openConnection(path);
  const broken = openAudit(connection).verify();
  connection.close();
  const firm = all("SELECT seq FROM audit WHERE action = 'booking.firm'");
  return [
    ...(broken === undefined ? [] : [`the audit chain is broken at ${broken}`]),
    ...(firm.length === 1 ? [] : [`the audit log has ${firm.length} firm bookings`]),
  ];
}
