import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import { migrate, readMigrations, schemaVersion } from "../../src/store/sqlite/migrate.ts";
import { temporaryFolder } from "./support/opened.ts";

const ONE = "CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT;";
const TWO = "CREATE TABLE two (id INTEGER PRIMARY KEY) STRICT;\nINSERT INTO two VALUES (7);";

function withFiles(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const write = (more: Readonly<Record<string, string>>): void => {
    for (const [name, sql] of Object.entries(more)) writeFileSync(join(folder, name), sql);
  };
  write(files);
  const connection = openConnection(join(temporaryFolder(), "x.db"));
  const up = () => migrate(connection, readMigrations(folder), 1_000);
  const tables = (): readonly string[] =>
    connection
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all()
      .map((row) => row.name);
  return { folder, write, connection, up, tables };
}

describe("migrations", () => {
  it("are applied once each, in order, and recorded", () => {
    const { up, write, tables, connection } = withFiles({ "0001_one.sql": ONE, "README.md": "not one" });
    expect(up()).toEqual(["0001_one.sql"]);
    expect(up()).toEqual([]);
    write({ "0002_two.sql": TWO });
    expect(up()).toEqual(["0002_two.sql"]);
    expect(tables()).toEqual(["migration", "one", "two"]);
    expect(schemaVersion(connection)).toBe(2);
    const rows = connection
      .prepare("SELECT version, name, length(sha256) AS hash, applied_at FROM migration")
      .all();
    expect(rows).toEqual([
      { version: 1, name: "0001_one.sql", hash: 64, applied_at: 1_000 },
      { version: 2, name: "0002_two.sql", hash: 64, applied_at: 1_000 },
    ]);
  });

  it("are refused when an applied one was edited, before anything is touched", () => {
    const { up, write, tables } = withFiles({ "0001_one.sql": ONE });
    up();
    write({ "0001_one.sql": `${ONE}\n-- a harmless remark`, "0002_two.sql": TWO });
    expect(up).toThrow(
      expect.objectContaining({ code: "MIGRATION_EDITED", details: { name: "0001_one.sql" } }),
    );
    expect(tables()).not.toContain("two");
  });

  it("are refused when the state is newer than the program", () => {
    const newer = withFiles({ "0001_one.sql": ONE, "0002_two.sql": TWO });
    newer.up();
    const { folder } = withFiles({ "0001_one.sql": ONE });
    expect(() => migrate(newer.connection, readMigrations(folder), 1)).toThrow(
      expect.objectContaining({ code: "SCHEMA_NEWER", details: { found: 2, known: 1 } }),
    );
  });

  it("leave the version before when one fails in the middle, and go on when it is mended", () => {
    const { up, write, tables, connection } = withFiles({
      "0001_one.sql": ONE,
      "0002_two.sql": `${TWO}\nINSERT INTO nowhere VALUES (1);`,
    });
    expect(up).toThrow(/migration 0002_two\.sql: .*no such table: nowhere/);
    expect(schemaVersion(connection)).toBe(1);
    expect(tables()).toEqual(["migration", "one"]);
    write({ "0002_two.sql": TWO });
    expect(up()).toEqual(["0002_two.sql"]);
  });

  it("must be numbered without a gap", () => {
    const { folder } = withFiles({ "0001_one.sql": ONE, "0003_three.sql": TWO });
    expect(() => readMigrations(folder)).toThrow(/migration 2 is missing before 0003_three.sql/);
    expect(() => readMigrations(join(folder, "none"))).toThrow(/no migrations at/);
  });

  it("say when an older program can no longer work with them", () => {
    const { folder, up, connection } = withFiles({
      "0001_one.sql": ONE,
      "0002_two.sql": `-- breaking: two replaces one\n${TWO}`,
    });
    expect(readMigrations(folder).map((migration) => migration.breaking)).toEqual([false, true]);
    up();
    expect(connection.prepare("SELECT breaking FROM migration ORDER BY version").all()).toEqual([
      { breaking: 0 },
      { breaking: 1 },
    ]);
  });

  it("shipped with the product apply one by one from every version before", () => {
    const shipped = join(packageRoot(), "migrations");
    const all = readMigrations(shipped);
    for (let from = 1; from <= all.length; from += 1) {
      const { connection } = withFiles({});
      migrate(connection, all.slice(0, from), 1);
      expect(migrate(connection, all, 2)).toHaveLength(all.length - from);
      expect(connection.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
      expect(connection.pragma("integrity_check")).toBe("ok");
    }
  });

  it("are found by their own bytes, wherever the folder is", () => {
    const shipped = join(packageRoot(), "migrations");
    const copy = temporaryFolder();
    cpSync(shipped, copy, { recursive: true });
    expect(readMigrations(copy)).toEqual(readMigrations(shipped));
  });
});
