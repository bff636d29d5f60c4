import { chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a hotel's backups, and what belongs to them, lie. */
export interface BackupPlaces {
  readonly stateDir: string;
  /** Finished backups and nothing else: safe to hand to rsync, restic or borg at any moment. */
  readonly folder: string;
  /** Public keys, one a line: `age -R` reads it too. */
  readonly recipients: string;
  /** The identity for the weekly drill, 0600; missing when nobody wanted one here. */
  readonly drillIdentity: string;
  /** What this machine knows of each backup: its hash, and whether it was found whole. */
  readonly records: string;
  /** The copy being packed. One backup at a time, so what is found here at the start of one is left over. */
  readonly staging: string;
}

/** `folder` is hotel.yaml's, absolute; else `backups` in the state folder. */
export function backupPlaces(stateDir: string, folder?: string): BackupPlaces {
  const keys = join(stateDir, "backup-keys");
  return {
    stateDir,
    folder: folder ?? join(stateDir, "backups"),
    recipients: join(keys, "recipients.txt"),
    drillIdentity: join(keys, "drill-identity.txt"),
    records: join(stateDir, "backup-records"),
    staging: join(stateDir, ".backup-staging"),
  };
}

/** Makes a folder only its owner may enter; it belongs to whoever owns the state folder. */
export function privateFolder(path: string, stateDir: string): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  ownedLikeState(path, stateDir);
}

/** What root writes for the service must be the service's: root's own files would lock it out. */
export function ownedLikeState(path: string, stateDir: string): void {
  if (process.getuid?.() !== 0 || !existsSync(stateDir)) return;
  const { uid, gid } = statSync(stateDir);
  const found = lstatSync(path);
  if (found.uid !== uid || found.gid !== gid) chownSync(path, uid, gid);
}

/** An empty folder of our own to unpack into: beside the state, where guests' data may lie, if that can be written. */
export function scratchFolder(stateDir: string): string {
  try {
    return mkdtempSync(join(stateDir, ".backup-scratch-"));
  } catch {
    return mkdtempSync(join(tmpdir(), "hotelbot-backup-"));
  }
}
