import { existsSync, statSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { asHotelbotError, HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Ids } from "../../platform/ids.ts";
import { DATABASE_FILE, ownFolder } from "../../store/open.ts";
import { readMigrations } from "../../store/sqlite/migrate.ts";
import { CONFIG_FILE, type Manifest } from "../backup/format/manifest.ts";
import { backupPlaces, ownedLikeState, scratchFolder } from "../backup/places.ts";
import { readRecord } from "../backup/records.ts";
import { fullDisk } from "../backup/space.ts";
import { sha256Of, unpack, withIdentities } from "../backup/unpack.ts";
import { type Prepared, prepare } from "./copy.ts";
import { gate } from "./gate.ts";
import { type RestoreJournal, writeJournal } from "./journal.ts";
import { NEW, putBack, recoverRestore, restoreWasCutOff, settle, swapIn } from "./swap.ts";

export type RestoreStage = "reading" | "migrating" | "swapping" | "starting";

export interface RestoreOptions {
  readonly file: string;
  readonly stateDir: string;
  /** The hotel's id, said again. */
  readonly confirm: string;
  readonly identities: readonly string[];
  /** hotel.yaml stays as it is. */
  readonly keepConfig: boolean;
  /** Everything but the swap; the daemon may be running. */
  readonly dryRun: boolean;
  readonly migrationsDir: string;
  /** Where hotel.yaml is when it is not in the state folder. */
  readonly systemConfig: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly progress?: (stage: RestoreStage, done: number, all: number) => void;
  /** Starts the new state to see whether it does; throws when not. */
  readonly gate?: typeof gate;
}

export interface Restored extends Prepared {
  readonly backup: string;
  readonly manifest: Manifest;
  readonly dryRun: boolean;
  /** Where what was there before lies now; null when there was nothing. */
  readonly aside: string | null;
  /** Where the backup's hotel.yaml went; null when it was left out. */
  readonly config: string | null;
}

const KEPT_CONFIG = "hotel.yaml.restored";

/**
 * Brings a hotel back: proves the backup, stages it beside, migrates and quietens the copy, swaps it in, starts it, and
 * puts the old state back if it does not start. Cut off anywhere, the next start of anything finds the old state or
 * the new one.
 *
 * Throws STATE_BUSY while a daemon runs, RESTORE_UNCONFIRMED, SCHEMA_NEWER, RESTORE_PUT_BACK, or one of BACKUP_….
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { stateDir } = options;
  if (options.dryRun) {
    const staging = scratchFolder(stateDir);
    try {
      const staged = await stage(options, staging);
      return { ...staged, backup: basename(options.file), dryRun: true, aside: null, config: null };
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  const owner = ownFolder(stateDir);
  const staging = join(stateDir, `.restore-${options.ids.secret(6)}`);
  try {
    recoverRestore(stateDir);
    await mkdir(staging, { mode: 0o700 });
    const staged = await stage(options, staging);
    return await bringIn(options, staged, basename(staging));
  } finally {
    // With a journal left, the old state may still lie in there: the next start puts it back.
    if (!restoreWasCutOff(stateDir)) await rm(staging, { recursive: true, force: true });
    owner.release();
  }
}

async function stage(
  options: RestoreOptions,
  staging: string,
): Promise<Prepared & { readonly manifest: Manifest }> {
  const { file, identities, progress } = options;
  const into = join(staging, NEW);
  await mkdir(into, { mode: 0o700 });
  try {
    const { manifest } = await unpack({
      path: file,
      into,
      unlock: withIdentities(file, identities),
      wanted: (_file, found) => {
        accept(options, found);
        return true;
      },
      progress: (done, all) => progress?.("reading", done, all),
    });
    await asRecorded(options);
    progress?.("migrating", 0, 1);
    const prepared = await prepare(options, into, manifest);
    return { ...prepared, manifest };
  } catch (error) {
    throw fullDisk(error, staging, 2 * (statSync(file, { throwIfNoEntry: false })?.size ?? 0));
  }
}

/** As soon as the manifest is read, before anything is written. */
function accept(options: RestoreOptions, { hotel, schema, app }: Manifest): void {
  const { file: path, confirm: given } = options;
  if (hotel.id !== given) throw new HotelbotError("RESTORE_UNCONFIRMED", { path, hotel: hotel.id, given });
  const known = readMigrations(options.migrationsDir).length;
  if (schema.version > known) {
    throw new HotelbotError("SCHEMA_NEWER", { found: schema.version, known, version: app.version });
  }
}

/** A whole backup under the name of one this machine made, and not that one: anybody may encrypt to a public key. */
async function asRecorded({ file: path, stateDir }: RestoreOptions): Promise<void> {
  const known = await readRecord(backupPlaces(stateDir), basename(path));
  if (known && known.sha256 !== (await sha256Of(path))) throw new HotelbotError("BACKUP_CHANGED", { path });
}

async function bringIn(
  options: RestoreOptions,
  staged: Prepared & { readonly manifest: Manifest },
  staging: string,
): Promise<Restored> {
  const { stateDir, clock, progress } = options;
  const fresh = join(stateDir, staging, NEW);
  const config = await placeConfig(options, fresh);
  await handOver(fresh, stateDir);
  const names = [
    DATABASE_FILE,
    `${DATABASE_FILE}-wal`,
    `${DATABASE_FILE}-shm`,
    "media",
    ...(config ? [config] : []),
  ];
  const journal: RestoreJournal = {
    format: 1,
    phase: "swap",
    backup: basename(options.file),
    staging,
    aside: asideName(stateDir, clock.now()),
    entries: names.map((name) => ({
      name,
      had: existsSync(join(stateDir, name)),
      brings: existsSync(join(fresh, name)),
    })),
  };
  progress?.("swapping", 0, 1);
  writeJournal(stateDir, journal);
  await trySwap(options, journal);
  const aside = join(stateDir, journal.aside);
  return {
    ...staged,
    backup: basename(options.file),
    dryRun: false,
    aside: existsSync(aside) ? aside : null,
    config: config === undefined ? null : join(stateDir, config),
  };
}

async function trySwap(options: RestoreOptions, journal: RestoreJournal): Promise<void> {
  const { stateDir, progress } = options;
  try {
    swapIn(stateDir, journal);
    progress?.("starting", 0, 1);
    (options.gate ?? gate)(options);
  } catch (thrown) {
    putBack(stateDir, journal);
    const what = asHotelbotError(thrown).message.replace(/\.$/, "");
    throw new HotelbotError("RESTORE_PUT_BACK", { what }, { cause: thrown });
  }
  // Owned by the service also when root opened it just now.
  for (const { name } of journal.entries) {
    const path = join(stateDir, name);
    if (existsSync(path)) ownedLikeState(path, stateDir);
  }
  settle(stateDir, journal);
}

function asideName(stateDir: string, at: number): string {
  const name = `before-restore-${new Date(at).toISOString().replace(/[-:]|\.\d+/g, "")}`;
  return existsSync(join(stateDir, name)) ? asideName(stateDir, at + 1_000) : name;
}

/** The backup's hotel.yaml under the name it will have; undefined when it is left out. */
async function placeConfig(options: RestoreOptions, fresh: string): Promise<string | undefined> {
  const brought = join(fresh, CONFIG_FILE);
  if (!existsSync(brought)) return undefined;
  if (options.keepConfig) {
    await rm(brought);
    return undefined;
  }
  const own = existsSync(join(options.stateDir, CONFIG_FILE));
  if (own || !existsSync(options.systemConfig)) return CONFIG_FILE;
  // The hotel keeps its file elsewhere: one here would silently take its place.
  await rename(brought, join(fresh, KEPT_CONFIG));
  return KEPT_CONFIG;
}

async function handOver(folder: string, stateDir: string): Promise<void> {
  ownedLikeState(folder, stateDir);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() ? 0o700 : 0o600);
    ownedLikeState(path, stateDir);
  }
}
