import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { syncFolder } from "../../platform/atomic-file.ts";
import { type Host, must } from "./host.ts";

/** A database is these three; SQLite may have cleared the last two away. Copies are made while nobody has it open. */
const DATABASE = ["hotelbot.db", "hotelbot.db-wal", "hotelbot.db-shm"] as const;
const [MAIN, WAL, SHM] = DATABASE;

/** The copy an update can go back to, below the state folder. */
export const BEFORE_UPDATE = ".before-update";
/** The same for a rollback. */
export const BEFORE_ROLLBACK = ".before-rollback";
/** Where a release is tried on a copy. */
export const TRIAL = ".update-trial";

/** Copies the database of `from` into the new folder `to`, its owner with it, and has it on disk. */
export async function copyData(host: Host, from: string, to: string): Promise<void> {
  const part = `${to}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { mode: 0o700 });
  for (const name of DATABASE.filter((each) => existsSync(join(from, each)))) {
    await must(host, "cp", "--archive", "--reflink=auto", join(from, name), join(part, name));
  }
  await must(host, "chown", `--reference=${from}`, part);
  await must(host, "sync", part, ...(await readdir(part)).map((name) => join(part, name)));
  await rm(to, { recursive: true, force: true });
  await rename(part, to);
  await syncFolder(dirname(to));
}

/**
 * Puts the copy back as the database. Cut off anywhere, doing it again is right: the copy stays. The write-ahead log
 * goes first, since it belongs to the database that goes.
 */
export async function putDataBack(host: Host, copy: string, state: string): Promise<void> {
  const incoming = join(state, `${MAIN}.back`);
  if (!existsSync(join(copy, MAIN))) {
    for (const name of DATABASE) await rm(join(state, name), { force: true });
    return;
  }
  await must(host, "cp", "--archive", "--reflink=auto", join(copy, MAIN), incoming);
  for (const name of [WAL, SHM]) await rm(join(state, name), { force: true });
  if (existsSync(join(copy, WAL))) await must(host, "cp", "--archive", join(copy, WAL), join(state, WAL));
  await must(host, "sync", incoming, state);
  await rename(incoming, join(state, MAIN));
  await syncFolder(state);
}

/** Keeps today's database in a folder of its own before it is replaced, and answers where. */
export async function keepAside(host: Host, state: string, at: number): Promise<string> {
  const folder = asideFolder(state, at);
  await copyData(host, state, folder);
  return folder;
}

/** The same with a copy that is there already. */
export async function setAside(state: string, copy: string, at: number): Promise<string> {
  const folder = asideFolder(state, at);
  await rename(copy, folder);
  return folder;
}

function asideFolder(state: string, at: number): string {
  return join(state, `before-rollback-${new Date(at).toISOString().slice(0, 19).replaceAll(":", "-")}`);
}
