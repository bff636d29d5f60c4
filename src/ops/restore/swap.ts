import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  ASIDE,
  HALF_JOURNAL,
  type RestoreJournal,
  readJournal,
  removeJournal,
  STAGING,
  type SwapEntry,
  syncFolderNow,
  writeJournal,
} from "./journal.ts";

/** Folders of a staging folder: what the backup brings, and what was there. */
export const NEW = "new";
export const OLD = "old";

interface Places {
  readonly live: string;
  readonly old: string;
  readonly fresh: string;
}

function placesOf(stateDir: string, journal: RestoreJournal, entry: SwapEntry): Places {
  const staging = join(stateDir, journal.staging);
  return {
    live: join(stateDir, entry.name),
    old: join(staging, OLD, entry.name),
    fresh: join(staging, NEW, entry.name),
  };
}

/**
 * Puts everything old aside, then everything new in its place: no database ever lies beside another one's log. The
 * journal must be on disk.
 */
export function swapIn(stateDir: string, journal: RestoreJournal): void {
  const old = join(stateDir, journal.staging, OLD);
  mkdirSync(old, { recursive: true, mode: 0o700 });
  for (const entry of journal.entries) {
    const at = placesOf(stateDir, journal, entry);
    if (entry.had && existsSync(at.live)) renameSync(at.live, at.old);
  }
  syncFolderNow(old);
  syncFolderNow(stateDir);
  for (const entry of journal.entries) {
    const at = placesOf(stateDir, journal, entry);
    if (entry.brings) renameSync(at.fresh, at.live);
  }
  syncFolderNow(stateDir);
}

/** The way back from anywhere within swapIn, or after it. Being cut off and called again ends the same. */
export function putBack(stateDir: string, journal: RestoreJournal): void {
  for (const entry of journal.entries) {
    const { live, old, fresh } = placesOf(stateDir, journal, entry);
    const moved = entry.had ? existsSync(old) : true;
    if (!moved) continue;
    // What is there now came with the backup, or was made when it was tried.
    if (existsSync(live) && entry.brings && !existsSync(fresh)) renameSync(live, fresh);
    else if (existsSync(live)) rmSync(live, { recursive: true });
    if (entry.had) renameSync(old, live);
  }
  syncFolderNow(stateDir);
  clear(stateDir, journal);
}

/** The new state stays: what was there before is kept aside, and the journal goes. */
export function settle(stateDir: string, journal: RestoreJournal): void {
  writeJournal(stateDir, { ...journal, phase: "done" });
  finish(stateDir, journal);
}

function finish(stateDir: string, journal: RestoreJournal): void {
  const old = join(stateDir, journal.staging, OLD);
  if (existsSync(old) && readdirSync(old).length > 0) renameSync(old, join(stateDir, journal.aside));
  syncFolderNow(stateDir);
  clear(stateDir, journal);
  for (const name of asides(stateDir)) {
    if (name !== journal.aside) rmSync(join(stateDir, name), { recursive: true, force: true });
  }
}

function clear(stateDir: string, journal: RestoreJournal): void {
  removeJournal(stateDir);
  rmSync(join(stateDir, journal.staging), { recursive: true, force: true });
}

/** States that restores replaced, oldest first. */
export function asides(stateDir: string): readonly string[] {
  return readdirSync(stateDir)
    .filter((name) => ASIDE.test(name))
    .sort();
}

/** Deletes what restores replaced before `before` (epoch ms), by the time in its name. */
export function removeOldAsides(stateDir: string, before: number): void {
  for (const name of asides(stateDir)) {
    const time = name.replace(/^before-restore-(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z");
    if (Date.parse(time) < before) rmSync(join(stateDir, name), { recursive: true, force: true });
  }
}

/**
 * Finishes or undoes a restore that was cut off; for the owner of the state folder, before anything in it is opened.
 * Answers what it found. Throws STATE_UNUSABLE when the journal cannot be read.
 */
export function recoverRestore(stateDir: string): "nothing" | "put back" | "finished" {
  const journal = readJournal(stateDir);
  if (journal?.phase === "swap") putBack(stateDir, journal);
  if (journal?.phase === "done") finish(stateDir, journal);
  const names = readdirSync(stateDir);
  for (const name of names.filter((each) => STAGING.test(each))) {
    rmSync(join(stateDir, name), { recursive: true, force: true });
  }
  if (names.some((each) => HALF_JOURNAL.test(each))) removeJournal(stateDir);
  if (!journal) return "nothing";
  return journal.phase === "swap" ? "put back" : "finished";
}

/** True when a restore was cut off here: its journal is still there. */
export function restoreWasCutOff(stateDir: string): boolean {
  return existsSync(stateDir) && readJournal(stateDir) !== undefined;
}
