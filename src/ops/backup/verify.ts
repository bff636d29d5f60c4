import { rm, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { asHotelbotError, HotelbotError } from "../../errors.ts";
import type { Manifest } from "./format/manifest.ts";
import { type BackupPlaces, scratchFolder } from "./places.ts";
import { type BackupRecord, readRecord, writeRecord } from "./records.ts";
import { sha256Of, unpack, withIdentities } from "./unpack.ts";

export interface Verified {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly manifest: Manifest;
  readonly manifestSha256: string;
}

export interface VerifyOptions {
  readonly places: BackupPlaces;
  readonly path: string;
  readonly identities: readonly string[];
  /** Epoch ms. */
  readonly at: number;
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Proves a backup: decrypts all of it, compares every hash, checks the database and its counts, and that it is the
 * file this machine wrote if it wrote it. What is found out goes into this machine's record of it.
 */
export async function verifyBackup(options: VerifyOptions): Promise<Verified> {
  const { places, path, at } = options;
  const name = basename(path);
  const known = await readRecord(places, name);
  try {
    const verified = await prove(options, known);
    const { sha256, manifestSha256 } = verified;
    const { size: bytes } = await stat(path);
    const verifiedAt = new Date(at).toISOString();
    await note(places, path, { sha256, bytes, manifestSha256, verifiedAt, damaged: null });
    return verified;
  } catch (thrown) {
    const { code } = asHotelbotError(thrown);
    if (known && isDamage(code)) await note(places, path, { ...known, damaged: code });
    throw thrown;
  }
}

async function prove(options: VerifyOptions, known: BackupRecord | undefined): Promise<Verified> {
  const { places, path, identities, progress } = options;
  const into = scratchFolder(places.stateDir);
  try {
    const { manifest, manifestSha256 } = await unpack({
      path,
      into,
      unlock: withIdentities(path, identities),
      wanted: (file, { database }) => file.path === database,
      ...(progress ? { progress } : {}),
    });
    const sha256 = await sha256Of(path);
    if (known && known.sha256 !== sha256) throw new HotelbotError("BACKUP_CHANGED", { path });
    return { name: basename(path), path, sha256, manifest, manifestSha256 };
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

/** Only of what lies in the hotel's own folder: a copy elsewhere may be damaged while ours is whole. */
async function note(places: BackupPlaces, path: string, record: BackupRecord): Promise<void> {
  if (dirname(resolve(path)) === resolve(places.folder)) await writeRecord(places, basename(path), record);
}

/** True for what is the file's own fault, not the key's or the disk's. */
function isDamage(code: string): boolean {
  return [
    "BACKUP_NOT_ONE",
    "BACKUP_HEADER_DAMAGED",
    "BACKUP_TRUNCATED",
    "BACKUP_DAMAGED",
    "BACKUP_MISNAMED",
    "BACKUP_CHANGED",
    "BACKUP_MANIFEST_WRONG",
    "BACKUP_INCOMPLETE",
    "BACKUP_DATABASE_BROKEN",
  ].includes(code);
}
