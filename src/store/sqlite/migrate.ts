import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HotelbotError } from "../../errors.ts";
import type { Connection } from "./connection.ts";

/** One numbered file. `breaking`: an older program cannot work with the schema it leaves. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
  readonly breaking: boolean;
  readonly sql: string;
}

const FILE = /^(\d{4})_[a-z0-9_]+\.sql$/;
const BREAKING = /^--\s*breaking\b/im;

/**
 * The migrations of a folder in order, numbered 1, 2, 3… without a gap; other files are left alone. A line that
 * starts with `-- breaking` marks one. Throws INTERNAL when the numbering is broken or the folder is missing.
 */
export function readMigrations(folder: string): readonly Migration[] {
  const names = listFolder(folder).filter((name) => FILE.test(name));
  return names.map((name, index) => {
    const version = Number(name.slice(0, 4));
    if (version !== index + 1) {
      throw new HotelbotError("INTERNAL", { what: `migration ${index + 1} is missing before ${name}` });
    }
    const bytes = readFileSync(join(folder, name));
    const sql = bytes.toString("utf8");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { version, name, sha256, breaking: BREAKING.test(sql), sql };
  });
}

/** The schema version a database stands at; 0 when it is empty. */
export function schemaVersion(connection: Connection): number {
  return (
    connection.prepare<[], { version: number | null }>("SELECT max(version) AS version FROM migration").get()
      ?.version ?? 0
  );
}

/** When the first migration was applied, epoch ms. */
export function firstMigrationAt(connection: Connection): number | undefined {
  return connection
    .prepare<[], { at: number }>("SELECT applied_at AS at FROM migration WHERE version = 1")
    .get()?.at;
}

/**
 * Brings the schema up to date: each migration in one transaction of its own, its version row first, so that a crash
 * leaves a whole version. Answers the names applied now. Throws SCHEMA_NEWER, MIGRATION_EDITED (nothing is touched
 * then), DATABASE_FULL or DATABASE_BROKEN naming the migration.
 */
export function migrate(connection: Connection, known: readonly Migration[], at: number): readonly string[] {
  connection.exec(`CREATE TABLE IF NOT EXISTS migration (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    breaking INTEGER NOT NULL,
    applied_at INTEGER NOT NULL
  ) STRICT`);
  check(connection, known);
  const from = schemaVersion(connection);
  const missing = known.filter((migration) => migration.version > from);
  for (const migration of missing) apply(connection, migration, at);
  return missing.map((migration) => migration.name);
}

function check(connection: Connection, known: readonly Migration[]): void {
  const applied = connection
    .prepare<[], { version: number; name: string; sha256: string }>(
      "SELECT version, name, sha256 FROM migration ORDER BY version",
    )
    .all();
  const newest = applied.at(-1)?.version ?? 0;
  if (newest > known.length) {
    throw new HotelbotError("SCHEMA_NEWER", { found: newest, known: known.length });
  }
  for (const row of applied) {
    if (known[row.version - 1]?.sha256 !== row.sha256) {
      throw new HotelbotError("MIGRATION_EDITED", { name: row.name });
    }
  }
}

function apply(connection: Connection, migration: Migration, at: number): void {
  try {
    connection.transaction(() => {
      connection
        .prepare<[number, string, string, number, number]>("INSERT INTO migration VALUES (?, ?, ?, ?, ?)")
        .run(migration.version, migration.name, migration.sha256, migration.breaking ? 1 : 0, at);
      connection.exec(migration.sql);
    });
  } catch (error) {
    if (error instanceof HotelbotError && error.code === "DATABASE_FULL") throw error;
    const what = `migration ${migration.name}: ${error instanceof Error ? error.message : String(error)}`;
    throw new HotelbotError("DATABASE_BROKEN", { what }, { cause: error });
  }
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new HotelbotError("INTERNAL", { what: `no migrations at ${folder}` }, { cause: error });
  }
}
