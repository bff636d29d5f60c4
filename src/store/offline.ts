import { existsSync } from "node:fs";
import { join } from "node:path";
import { HotelbotError } from "../errors.ts";
import { copyDatabase } from "./copy.ts";
import { DATABASE_FILE, type OpenStore, type OpenStoreOptions, openOwned, ownFolder } from "./open.ts";
import { type Connection, openConnection } from "./sqlite/connection.ts";
import { schemaVersion } from "./sqlite/migrate.ts";

/** What a copied database says of itself. */
export interface CopyFacts {
  readonly schema: { readonly version: number; readonly name: string };
  /** Rows by table. */
  readonly counts: Readonly<Record<string, number>>;
  /** The last number given in each log. */
  readonly last: Readonly<Record<string, number>>;
  /** Attachments its rows speak of, as they are stored: relative to the state folder, or absolute. */
  readonly media: readonly string[];
}

/**
 * Makes a copy one plain file (no -wal beside it) that no process owns. For a database nobody else has open. Throws
 * DATABASE_BROKEN or DATABASE_FULL.
 */
export function finishCopy(path: string): void {
  const connection = openConnection(path);
  try {
    if (has(connection, "lease")) connection.exec("DELETE FROM lease");
    connection.pragma("journal_mode = DELETE");
  } finally {
    connection.close();
  }
}

/** Reads a database that nobody else has open, and leaves it one plain file. Throws DATABASE_BROKEN. */
export function inspectCopy(path: string): CopyFacts & { readonly broken?: string } {
  const connection = openConnection(path);
  try {
    const broken = brokenness(connection);
    const facts = factsOf(connection);
    connection.pragma("journal_mode = DELETE");
    return broken === undefined ? facts : { ...facts, broken };
  } finally {
    connection.close();
  }
}

/** Opens a database that lies in a folder of its own, which this process alone knows of. */
export function openStaged(folder: string, options: Omit<OpenStoreOptions, "owned">): OpenStore {
  return openOwned(folder, options, () => {});
}

/** What SQLite finds wrong with a database in place, or undefined. */
export function checkInPlace(stateDir: string, file: string): string | undefined {
  const connection = openConnection(join(stateDir, file));
  try {
    return brokenness(connection);
  } finally {
    connection.close();
  }
}

/**
 * Spoken replies are stored with their whole path. Moves those below `from` to `to`, for a state folder that is
 * somewhere else now.
 */
export function moveSpoken(path: string, from: string, to: string): void {
  if (from === to) return;
  const connection = openConnection(path);
  try {
    connection
      .prepare<[string, string]>(
        `UPDATE outbox SET content = json_set(content, '$.path', "to" || substr(content ->> '$.path', length("from") + 1))
         FROM (SELECT ? AS "from", ? AS "to")
         WHERE substr(content ->> '$.path', 1, length("from")) = "from"`,
      )
      .run(`${from}/`, `${to}/`);
  } finally {
    connection.close();
  }
}

function brokenness(connection: Connection): string | undefined {
  const integrity = connection.pragma("integrity_check(1)");
  if (integrity !== "ok") return String(integrity);
  const orphan = connection.prepare<[], { table: string; parent: string }>("PRAGMA foreign_key_check").get();
  return orphan && `a row of ${orphan.table} points to nothing in ${orphan.parent}`;
}

function factsOf(connection: Connection): CopyFacts {
  const names = connection
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'lease' ORDER BY name",
    )
    .all()
    .map(({ name }) => name);
  const number = (sql: string): number =>
    connection.prepare<[], { n: number | null }>(`SELECT ${sql}`).get()?.n ?? 0;
  const version = schemaVersion(connection);
  const name = connection
    .prepare<[number], { name: string }>("SELECT name FROM migration WHERE version = ?")
    .get(version)?.name;
  const logs = { inbox: "id", outbox: "seq", turn: "id", audit: "seq" };
  return {
    schema: { version, name: name ?? "" },
    counts: Object.fromEntries(names.map((table) => [table, number(`count(*) AS n FROM "${table}"`)])),
    last: Object.fromEntries(
      Object.entries(logs).map(([table, key]) => [table, number(`max(${key}) AS n FROM ${table}`)]),
    ),
    media: connection
      .prepare<[], { path: string }>(
        `SELECT path FROM media UNION
         SELECT content ->> '$.path' AS path FROM outbox WHERE content ->> '$.path' IS NOT NULL ORDER BY path`,
      )
      .all()
      .map(({ path }) => path),
  };
}

function has(connection: Connection, table: string): boolean {
  return (
    connection
      .prepare<[string], { one: number }>("SELECT 1 AS one FROM sqlite_schema WHERE name = ?")
      .get(table) !== undefined
  );
}

/**
 * Copies the database of a state folder whose daemon is down, as its owner for so long: nothing is migrated. Throws
 * STATE_BUSY, STATE_UNUSABLE when there is none, and as {@link copyDatabase}.
 */
export async function copyOffline(
  stateDir: string,
  target: string,
  progress: (done: number, all: number) => void,
): Promise<void> {
  const path = join(stateDir, DATABASE_FILE);
  if (!existsSync(path))
    throw new HotelbotError("STATE_UNUSABLE", { path: stateDir, what: "it holds no hotel" });
  const owner = ownFolder(stateDir);
  let connection: Connection | undefined;
  try {
    connection = openConnection(path);
    await copyDatabase(connection, target, progress);
  } finally {
    connection?.close();
    owner.release();
  }
}
