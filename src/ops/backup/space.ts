import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { DATABASE_FILE } from "../../store/open.ts";

const MIB = 1024 * 1024;

/** Throws BACKUP_NO_SPACE when less than `bytes` is free where `folder` is, or will be. */
export function ensureSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(nearest(folder));
  const free = bavail * bsize;
  if (free < bytes) throw noSpace(folder, free, bytes);
}

function noSpace(folder: string, free: number, needed: number): HotelbotError {
  const mib = (bytes: number): number => Number((bytes / MIB).toFixed(1));
  return new HotelbotError("BACKUP_NO_SPACE", { path: folder, free: mib(free), needed: mib(needed) });
}

/** What a backup of this state will hold at most, in bytes: the database with its log, and all attachments. */
export function stateBytes(stateDir: string): number {
  const database = join(stateDir, DATABASE_FILE);
  return sizeOf(database) + sizeOf(`${database}-wal`) + folderBytes(join(stateDir, "media"));
}

/** A full disk in the middle of the work as BACKUP_NO_SPACE; everything else passes as it is. */
export function fullDisk(error: unknown, folder: string, needed: number): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code !== "ENOSPC" && code !== "EDQUOT" && code !== "DATABASE_FULL") return error;
  const { bavail, bsize } = statfsSync(nearest(folder));
  return noSpace(folder, bavail * bsize, needed);
}

function folderBytes(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => sizeOf(join(folder, name)))
    .reduce((sum, bytes) => sum + bytes, 0);
}

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
}

/** The closest folder above that exists. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}
