import { closeSync, existsSync, openSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Connection } from "./connection.ts";

/** Holds the state folder for this process until it is released or the process dies. */
export interface OwnerLock {
  release(): void;
}

const LOCK_FILE = "owner.lock";
/** An owner that was just killed can hold on for a moment, while the kernel takes it apart. */
const LETTING_GO_MS = 1_000;

/**
 * Takes the folder: an EXCLUSIVE transaction that is never committed on a SQLite file of its own. The kernel drops
 * its lock with the process, kill -9 included, so there is never a stale one to clear by hand. Never read that file
 * by other means inside the owner: closing any descriptor of it drops the process's locks (POSIX).
 *
 * Throws STATE_BUSY naming the owner's process, read from the lease in `databasePath`.
 */
export function takeOwnership(stateDir: string, databasePath: string): OwnerLock {
  let lock: Database.Database | undefined;
  try {
    const path = join(stateDir, LOCK_FILE);
    if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
    lock = new Database(path, { timeout: LETTING_GO_MS });
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) {
      throw new HotelbotError("STATE_BUSY", { path: stateDir, pid: ownerOf(databasePath) }, { cause: error });
    }
    const what = error instanceof Error ? error.message : String(error);
    throw new HotelbotError("STATE_UNUSABLE", { path: stateDir, what }, { cause: error });
  }
  const held = lock;
  return { release: () => void held.close() };
}

/** Writes who owns the database, for people and for a second process's message. The lock above is what decides. */
export function writeLease(connection: Connection, clock: Clock, ids: Ids): void {
  connection.exec(`CREATE TABLE IF NOT EXISTS lease (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    run TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    started INTEGER NOT NULL
  ) STRICT`);
  connection
    .prepare<[string, number, string, number]>("INSERT OR REPLACE INTO lease VALUES (1, ?, ?, ?, ?)")
    .run(ids.unique(), process.pid, hostname(), clock.now());
}

/**
 * A write that changes nothing and still has to reach the disk: whoever asks learns whether it takes one. There and
 * back, since SQLite leaves a page alone that is overwritten with what it holds.
 */
export function touchLease(connection: Connection): void {
  connection.transaction(() => {
    connection.exec("UPDATE lease SET started = started + 1");
    connection.exec("UPDATE lease SET started = started - 1");
  });
}

export function clearLease(connection: Connection): void {
  connection.exec("DELETE FROM lease");
}

/** The process in the lease; «unknown» while the owner is still starting. */
function ownerOf(databasePath: string): number | string {
  try {
    const database = new Database(databasePath, { readonly: true, timeout: 500 });
    try {
      const row = database.prepare<[], { pid: number }>("SELECT pid FROM lease").get();
      return row?.pid ?? "unknown";
    } finally {
      database.close();
    }
  } catch {
    return "unknown";
  }
}
