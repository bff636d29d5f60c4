import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { parseName } from "./format/name.ts";
import type { BackupPlaces } from "./places.ts";
import { type BackupRecord, readRecord } from "./records.ts";

/** A finished backup in the folder. `at` is epoch ms. */
export interface BackupEntry {
  readonly name: string;
  readonly path: string;
  readonly hotel: string;
  readonly at: number;
  readonly bytes: number;
  /** `unverified`: not made here, and not looked into yet. */
  readonly state: "verified" | "unverified" | "damaged";
  readonly record?: BackupRecord;
}

/**
 * The backups of a folder, newest first; a folder that is not there has none. Other files are left alone. Throws
 * FILE_UNREADABLE: a folder one may not look into is not an empty one.
 */
export async function listBackups(places: BackupPlaces): Promise<readonly BackupEntry[]> {
  const names = await namesIn(places.folder);
  const found = await Promise.all(names.map((name) => entryOf(places, name)));
  return found
    .filter((entry) => entry !== undefined)
    .sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
}

/** When the newest backup that is known to be whole was made, epoch ms. */
export function lastGood(entries: readonly BackupEntry[]): BackupEntry | undefined {
  return entries.find(({ state }) => state === "verified");
}

async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code ?? String(error);
    if (what === "ENOENT") return [];
    throw new HotelbotError("FILE_UNREADABLE", { path, what }, { cause: error });
  }
}

async function entryOf(places: BackupPlaces, name: string): Promise<BackupEntry | undefined> {
  const parsed = parseName(name);
  if (!parsed) return undefined;
  const path = join(places.folder, name);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const record = await readRecord(places, name);
  const state = record === undefined ? "unverified" : stateOf(record, found.size);
  return { name, path, ...parsed, bytes: found.size, state, ...(record ? { record } : {}) };
}

function stateOf(record: BackupRecord, bytes: number): BackupEntry["state"] {
  if (record.damaged !== null || record.bytes !== bytes) return "damaged";
  return record.verifiedAt === null ? "unverified" : "verified";
}
