import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { randomIds } from "../../src/platform/ids.ts";
import { DATABASE_FILE, openStore } from "../../src/store/open.ts";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import { storeError } from "../../src/store/sqlite/faults.ts";
import { readMigrations } from "../../src/store/sqlite/migrate.ts";
import { startOwner } from "./support/children.ts";
import { aConversation, body, text } from "./support/messages.ts";
import { handClock, MIGRATIONS, temporaryFolder, temporaryStore } from "./support/opened.ts";

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const options = () => ({ clock: handClock(), ids: randomIds(), migrationsDir: MIGRATIONS });

describe("opening", () => {
  it("makes the folder 0700 and every file 0600", () => {
    const folder = join(temporaryFolder(), "deep", "state");
    const { close, store } = temporaryStore(folder);
    aConversation(store);
    const modes = readdirSync(folder).map((file) => `${file} ${mode(join(folder, file))}`);
    expect(mode(folder)).toBe("700");
    expect(modes).toContain("hotelbot.db-wal 600");
    expect(modes.filter((line) => !line.endsWith(" 600"))).toEqual([]);
    close();
    chmodSync(folder, 0o755);
    temporaryStore(folder);
    expect(mode(folder)).toBe("700");
  });

  it("leaves the mode of a folder that is not its own", () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, "someone-elses"), "");
    temporaryStore(folder);
    expect(mode(folder)).toBe("755");
    expect(mode(join(folder, DATABASE_FILE))).toBe("600");
  });

  it("is at WAL and FULL the first time and every time after", () => {
    const folder = temporaryFolder();
    for (let opening = 0; opening < 2; opening += 1) {
      const { store, close } = temporaryStore(folder);
      expect(store.summaries.database()).toMatchObject({
        synchronous: 2,
        journalMode: "wal",
        schema: readMigrations(MIGRATIONS).length,
      });
      close();
    }
    // What the driver would have done by itself: an existing WAL file opens at NORMAL.
    const plain = new Database(join(folder, DATABASE_FILE));
    expect(plain.pragma("synchronous", { simple: true })).toBe(1);
    plain.close();
  });

  it("finds everything again", () => {
    const folder = temporaryFolder();
    const first = temporaryStore(folder);
    const { guestId } = aConversation(first.store);
    expect(first.migrated).toHaveLength(readMigrations(MIGRATIONS).length);
    first.close();
    first.close();
    const second = temporaryStore(folder);
    expect(second.migrated).toEqual([]);
    expect(second.store.inbox.pending(guestId)).toHaveLength(1);
    expect(second.store.summaries.database().bytes).toBeGreaterThan(100_000);
  });

  it("says STATE_UNUSABLE where no folder can be, and holds nothing", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a-file"), "");
    const open = () => openStore(join(folder, "a-file", "state"), options());
    expect(open).toThrow(expect.objectContaining({ code: "STATE_UNUSABLE" }));
    mkdirSync(join(folder, "state", DATABASE_FILE), { recursive: true });
    const inTheWay = () => openStore(join(folder, "state"), options());
    expect(inTheWay).toThrow(expect.objectContaining({ code: "STATE_UNUSABLE" }));
  });

  it("says DATABASE_BROKEN for a file that is no database, and lets the folder go", () => {
    const folder = temporaryFolder();
    const path = join(folder, DATABASE_FILE);
    writeFileSync(path, "this was never a database, not even for a moment".repeat(100));
    for (let tries = 0; tries < 2; tries += 1) {
      expect(() => openStore(folder, options())).toThrow(
        expect.objectContaining({ code: "DATABASE_BROKEN" }),
      );
    }
  });

  it("says DATABASE_BROKEN when pages are damaged under it, in a question and in a write", () => {
    const folder = temporaryFolder();
    const first = temporaryStore(folder);
    aConversation(first.store);
    first.close();
    const raw = new Database(join(folder, DATABASE_FILE));
    const page = raw
      .prepare<[], { rootpage: number }>("SELECT rootpage FROM sqlite_schema WHERE name = 'inbox'")
      .get();
    raw.close();
    damage(join(folder, DATABASE_FILE), page?.rootpage ?? 0);
    const { store } = temporaryStore(folder);
    const broken = expect.objectContaining({ code: "DATABASE_BROKEN" });
    expect(() => store.inbox.pending(1)).toThrow(broken);
    expect(() => store.inbox.accept([body({ messages: [text("x", { phone: "1" })] })])).toThrow(broken);
  });
});

describe("one owner", () => {
  it("refuses a second one with the process of the first, in the same process", () => {
    const { folder, close } = temporaryStore();
    expect(() => openStore(folder, options())).toThrow(
      expect.objectContaining({ code: "STATE_BUSY", details: { path: folder, pid: process.pid } }),
    );
    close();
    temporaryStore(folder);
  });

  it("refuses while another process owns the folder, and opens at once when that one is killed", async () => {
    const folder = temporaryFolder();
    const owner = await startOwner(folder);
    expect(() => openStore(folder, options())).toThrow(
      `Another hotelbot already runs on ${folder} (process ${owner.pid}).`,
    );
    await owner.kill();
    const { store } = temporaryStore(folder);
    expect(store.summaries.counts(0).inboxNew).toBe(0);
  });

  it("writes who owns it, and clears that when it goes", () => {
    const { folder, clock, close } = temporaryStore();
    const lease = () => {
      const raw = new Database(join(folder, DATABASE_FILE), { readonly: true });
      const row = raw.prepare("SELECT pid, host, started FROM lease").get();
      raw.close();
      return row;
    };
    expect(lease()).toEqual({ pid: process.pid, host: hostname(), started: clock.at });
    close();
    expect(lease()).toBeUndefined();
  });

  it("lets go after an opening that failed", () => {
    const folder = temporaryFolder();
    const broken = { ...options(), migrationsDir: join(folder, "none") };
    expect(() => openStore(folder, broken)).toThrow(/no migrations at/);
    temporaryStore(folder);
  });
});

describe("SQLite's errors", () => {
  it.each([
    ["SQLITE_FULL", "DATABASE_FULL"],
    ["SQLITE_IOERR_FSYNC", "DATABASE_BROKEN"],
    ["SQLITE_CORRUPT", "DATABASE_BROKEN"],
    ["SQLITE_NOTADB", "DATABASE_BROKEN"],
    ["SQLITE_READONLY", "DATABASE_BROKEN"],
    ["SQLITE_BUSY", "DATABASE_BROKEN"],
    ["SQLITE_CONSTRAINT_UNIQUE", "INTERNAL"],
  ])("%s becomes %s", (sqlite, ours) => {
    const error = new Database.SqliteError("what it said", sqlite);
    const mapped = storeError(error, "/tmp/hotelbot.db");
    expect(mapped).toMatchObject({ code: ours, cause: error });
  });

  it("lets other errors pass as they are", () => {
    const error = new Error("not SQLite's");
    expect(storeError(error, "/tmp/x")).toBe(error);
  });

  it("keeps foreign keys", () => {
    const connection = openConnection(join(temporaryFolder(), "fk.db"));
    connection.exec("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a (id))");
    expect(() => connection.exec("INSERT INTO b VALUES (1)")).toThrow(/FOREIGN KEY constraint failed/);
    connection.close();
  });
});

/** Overwrites one page of a database file. `number` counts from 1. */
function damage(path: string, number: number): void {
  const page = 4096;
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(page, 0xa5), 0, page, (number - 1) * page);
  closeSync(file);
}

it("a touch reaches the disk, though it changes nothing", () => {
  const folder = temporaryFolder();
  const { touch, close } = temporaryStore(folder);
  const written = (): bigint => statSync(join(folder, `${DATABASE_FILE}-wal`), { bigint: true }).mtimeNs;
  const before = written();
  touch();
  expect(written()).toBeGreaterThan(before);
  close();
});
