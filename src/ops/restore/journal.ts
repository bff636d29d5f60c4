import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { HotelbotError } from "../../errors.ts";

/** One name in the state folder that a restore replaces. */
const Entry = z.object({
  name: z.string(),
  /** It was there before. */
  had: z.boolean(),
  /** The backup brings one. */
  brings: z.boolean(),
});
export type SwapEntry = z.infer<typeof Entry>;

/**
 * What a restore is about to do, on disk before it does it. `swap`: the old is being put aside; whoever finds this puts
 * it back. `done`: the new one started; whoever finds this clears up.
 */
const Journal = z.object({
  format: z.literal(1),
  phase: z.enum(["swap", "done"]),
  backup: z.string(),
  /** Folder names in the state folder. */
  staging: z.string(),
  aside: z.string(),
  entries: z.array(Entry),
});
export type RestoreJournal = z.infer<typeof Journal>;

const FILE = "restore-journal.json";
/** A journal that was being written. */
export const HALF_JOURNAL = /^restore-journal\.json\.tmp$/;
/** Folders in which a restore prepares what it will swap in. */
export const STAGING = /^\.restore-/;
/** What a restore replaced, kept for a while. */
export const ASIDE = /^before-restore-/;

/** Throws STATE_UNUSABLE for one that cannot be read: nobody may guess then what was moved where. */
export function readJournal(stateDir: string): RestoreJournal | undefined {
  const path = join(stateDir, FILE);
  if (!existsSync(path)) return undefined;
  try {
    return Journal.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const what = `${FILE} cannot be read; report it before anything is moved`;
    throw new HotelbotError("STATE_UNUSABLE", { path: stateDir, what }, { cause: error });
  }
}

/** On disk when it returns. Synchronous like everything here: the daemon recovers before it does anything else. */
export function writeJournal(stateDir: string, journal: RestoreJournal): void {
  const path = join(stateDir, FILE);
  const temporary = `${path}.tmp`;
  try {
    const file = openSync(temporary, "w", 0o600);
    try {
      writeSync(file, JSON.stringify(journal));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  renameSync(temporary, path);
  syncFolderNow(stateDir);
}

/** With what being cut off while writing one left. */
export function removeJournal(stateDir: string): void {
  rmSync(join(stateDir, `${FILE}.tmp`), { force: true });
  rmSync(join(stateDir, FILE), { force: true });
  syncFolderNow(stateDir);
}

/** Makes renames in a folder durable. */
export function syncFolderNow(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
