import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { HotelbotError } from "../../errors.ts";

/** Below this much free space a failed write is a full disk, whatever SQLite called it (bytes). */
const FULL_BELOW = 256 * 1024;

/**
 * What SQLite threw, as one of ours: DATABASE_FULL, DATABASE_BROKEN, or INTERNAL for a broken rule of the schema.
 * Anything that is not SQLite's passes unchanged. `path` is the database file.
 */
export function storeError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { code, message } = error;
  if (code === "SQLITE_FULL") return new HotelbotError("DATABASE_FULL", { path }, { cause: error });
  // Growing the -shm file and fsync of delayed blocks report a full disk as SQLITE_IOERR_SHMSIZE and _FSYNC.
  if (code.startsWith("SQLITE_IOERR") && diskIsFull(path)) {
    return new HotelbotError("DATABASE_FULL", { path }, { cause: error });
  }
  if (code.startsWith("SQLITE_CONSTRAINT")) {
    return new HotelbotError("INTERNAL", { what: `${message} (${code})` }, { cause: error });
  }
  return new HotelbotError("DATABASE_BROKEN", { what: `${message} (${code})` }, { cause: error });
}

/** True for the errors that say the disk, not the data, is at fault: the caller may try the same again. */
export function isDiskFault(error: unknown): boolean {
  return (
    error instanceof HotelbotError && (error.code === "DATABASE_FULL" || error.code === "DATABASE_BROKEN")
  );
}

function diskIsFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < FULL_BELOW;
  } catch {
    return false;
  }
}
