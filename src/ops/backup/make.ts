import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { copyOffline } from "../../store/offline.ts";
import { DATABASE_FILE } from "../../store/open.ts";
import { encryptionKeys } from "./keys.ts";
import { type Packed, type PackOptions, pack } from "./pack.ts";
import { type BackupPlaces, ownedLikeState, privateFolder } from "./places.ts";
import { prune } from "./prune.ts";
import { ensureSpace, fullDisk, stateBytes } from "./space.ts";

export type BackupStage = "copying" | "checking" | "encrypting" | "verifying" | "pruning";
export type Progress = (stage: BackupStage, done: number, all: number) => void;

/** A backup, and the older ones that went because it is whole. */
export interface Made extends Packed {
  readonly pruned: readonly string[];
}

/** Who and what a backup is of. */
export type Subject = Pick<PackOptions, "hotel" | "configPath" | "version">;

export interface MakeOptions extends Subject {
  readonly places: BackupPlaces;
  /** Epoch ms. */
  readonly at: number;
  readonly progress?: Progress;
}

/** Copies the database to a path that does not exist; see OpenStore.copyTo. */
export type CopyTo = (target: string, progress: (done: number, all: number) => void) => Promise<void>;

/**
 * The first half, in the process that owns the database: room for twice the state, and a copy of it in the staging
 * folder. Throws BACKUP_NO_SPACE or as `copyTo`, leaving nothing.
 */
export async function stageCopy(
  places: BackupPlaces,
  copyTo: CopyTo,
  progress: Progress = () => {},
): Promise<void> {
  const { staging, stateDir, folder } = places;
  const needed = 2 * stateBytes(stateDir);
  ensureSpace(stateDir, needed);
  ensureSpace(folder, needed);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  try {
    await copyTo(join(staging, DATABASE_FILE), (done, all) => progress("copying", done, all));
    ownedLikeState(staging, stateDir);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw fullDisk(error, stateDir, needed);
  }
}

/**
 * The second half, which needs no database and may run anywhere: pack what was staged and, now that something newer is
 * whole, let older ones go. Throws BACKUP_KEY_MISSING or as {@link pack}.
 */
export async function packStaged(options: MakeOptions): Promise<Made> {
  const { places, progress = () => {} } = options;
  const recipients = await encryptionKeys(places);
  const packed = await pack({ ...options, recipients });
  progress("pruning", 0, 1);
  const pruned = await prune(places);
  return { ...packed, pruned: pruned.map(({ name }) => name) };
}

/** A whole backup by this process, while no daemon runs. Throws STATE_BUSY and as the halves above. */
export async function backupOffline(options: MakeOptions): Promise<Made> {
  const { places, progress } = options;
  await encryptionKeys(places);
  privateFolder(places.folder, places.stateDir);
  await stageCopy(places, (target, told) => copyOffline(places.stateDir, target, told), progress);
  return packStaged(options);
}
