import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ControlClient } from "../../control/client.ts";
import { control } from "../../control/connect.ts";
import type { BackupMade } from "../../control/contract-backup.ts";
import { asHotelbotError, type ErrorCode, HotelbotError } from "../../errors.ts";
import { systemClock } from "../../platform/clock.ts";
import { randomIds } from "../../platform/ids.ts";
import { inStages, type Renderer, type Told } from "../progress.ts";
import type { BackupAnswer, ListAnswer, PruneAnswer, VerifyAnswer } from "./answers.ts";
import { drill } from "./drill.ts";
import { readHeader } from "./format/header.ts";
import { type Here, type HereFlags, here } from "./here.ts";
import { drillIdentities, readIdentities } from "./keys.ts";
import { type BackupEntry, listBackups } from "./listing.ts";
import { type BackupStage, backupOffline } from "./make.ts";
import { prunable, prune } from "./prune.ts";
import type { DrillRecord } from "./records.ts";
import { verifyBackup } from "./verify.ts";

export interface ControlFlags extends HereFlags {
  readonly socket?: string | undefined;
}

const STAGES: readonly (readonly [BackupStage, string])[] = [
  ["copying", "Copy the database"],
  ["checking", "Check the copy and its attachments"],
  ["encrypting", "Encrypt"],
  ["verifying", "Read it back and verify"],
  ["pruning", "Let older backups go"],
];
const LOOK_AGAIN_MS = 200;

/** A backup now: by the daemon when one runs, else by this process. Throws one of BACKUP_…. */
export function backupNow(flags: ControlFlags, renderer: Renderer): Promise<BackupAnswer> {
  return inStages(STAGES, renderer, async (told): Promise<BackupAnswer> => {
    const client = control(flags);
    try {
      await client.backup();
    } catch (thrown) {
      if (asHotelbotError(thrown).code !== "DAEMON_NOT_RUNNING") throw thrown;
      return { ...(await byThisProcess(flags, told)), by: "command" };
    }
    return { ...(await byTheDaemon(client, told)), by: "daemon" };
  });
}

async function byThisProcess(flags: ControlFlags, progress: Told<BackupStage>): Promise<BackupMade> {
  const { places, subject } = here(flags);
  const made = await backupOffline({ ...subject(), places, at: systemClock().now(), progress });
  return { ...made, counts: { ...made.counts }, missing: [...made.missing], pruned: [...made.pruned] };
}

/** It goes on when this command is interrupted; asking again finds it. */
async function byTheDaemon(client: ControlClient, told: Told<BackupStage>): Promise<BackupMade> {
  for (;;) {
    const { state, stage, done, all, made, error } = await client.backupJob();
    if (state === "done" && made) return made;
    if (state === "failed" && error) throw new HotelbotError(error.code as ErrorCode, error.details);
    if (state === "none") throw new HotelbotError("BACKUP_FAILED", { what: "the daemon was started anew" });
    told(stage as BackupStage, done, all);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

export async function listNow(flags: HereFlags): Promise<ListAnswer> {
  const { places } = here(flags);
  const entries = await listBackups(places);
  const going = new Set((await prunable(places)).map(({ name }) => name));
  const backups = await Promise.all(
    entries.map(async ({ name, path, hotel, at, bytes, state }) => ({
      name,
      path,
      hotel,
      madeAt: new Date(at).toISOString(),
      bytes,
      state,
      opensWith: await fingerprintsOf(path),
      expires: going.has(name),
    })),
  );
  return { folder: places.folder, backups };
}

async function fingerprintsOf(path: string): Promise<string[]> {
  try {
    await using file = await open(path, "r");
    return [...(await readHeader(file, path)).fingerprints];
  } catch {
    return [];
  }
}

export interface VerifyFlags extends HereFlags {
  readonly identity?: string | undefined;
  readonly all: boolean;
}

/** One that is named, the newest, or all. A single one that is not whole throws what is wrong with it. */
export async function verifyNow(
  flags: VerifyFlags,
  file: string | undefined,
  renderer: Renderer,
): Promise<VerifyAnswer & { readonly exit: number }> {
  const hotel = here(flags);
  const identities = await identitiesFor(hotel, flags.identity);
  const paths = await pathsOf(hotel, file, flags.all);
  const titles = paths.map((path) => [path, `Verify ${basename(path)}`] as const);
  return inStages(titles, renderer, async (told) => {
    const checked: VerifyAnswer["checked"] = [];
    let exit = 0;
    for (const path of paths) {
      told(path, 0, 1);
      try {
        checked.push(await wholeOne(hotel, path, identities, (done, all) => told(path, done, all)));
      } catch (thrown) {
        if (paths.length === 1) throw thrown;
        const failure = asHotelbotError(thrown);
        exit ||= failure.exit;
        checked.push({
          ...NOTHING,
          name: basename(path),
          path,
          error: failure.code,
          message: failure.message,
        });
      }
    }
    return { checked, exit };
  });
}

const NOTHING = {
  sha256: null,
  manifestSha256: null,
  hotel: null,
  madeAt: null,
  version: null,
  schemaVersion: null,
  files: null,
} as const;

async function wholeOne(
  { places }: Here,
  path: string,
  identities: readonly string[],
  progress: (done: number, all: number) => void,
): Promise<VerifyAnswer["checked"][number]> {
  const at = systemClock().now();
  const { name, sha256, manifestSha256, manifest } = await verifyBackup({
    places,
    path,
    identities,
    at,
    progress,
  });
  return {
    name,
    path,
    error: null,
    message: null,
    sha256,
    manifestSha256,
    hotel: manifest.hotel.id,
    madeAt: manifest.madeAt,
    version: manifest.app.version,
    schemaVersion: manifest.schema.version,
    files: manifest.files.length,
  };
}

export async function pruneNow(flags: HereFlags, dryRun: boolean): Promise<PruneAnswer> {
  const { places } = here(flags);
  const before = (await listBackups(places)).length;
  const gone = dryRun ? await prunable(places) : await prune(places);
  const told = ({ name, at, bytes }: BackupEntry) => ({ name, madeAt: new Date(at).toISOString(), bytes });
  return { dryRun, pruned: gone.map(told), kept: before - gone.length };
}

export async function drillNow(
  flags: HereFlags & { readonly identity?: string | undefined },
  renderer: Renderer,
): Promise<DrillRecord> {
  const hotel = here(flags);
  const { places, migrationsDir } = hotel;
  const identities = await identitiesFor(hotel, flags.identity);
  return inStages([["drill", "Restore the newest backup into a scratch folder"]], renderer, (told) =>
    drill({
      places,
      migrationsDir,
      identities,
      clock: systemClock(),
      ids: randomIds(),
      progress: (done, all) => told("drill", done, all),
    }),
  );
}

/** Those of a file that is named, else this machine's own for drills. */
export async function identitiesFor({ places }: Here, file: string | undefined): Promise<readonly string[]> {
  return file === undefined ? drillIdentities(places) : readIdentities(file);
}

async function pathsOf({ places }: Here, file: string | undefined, all: boolean): Promise<readonly string[]> {
  if (file !== undefined) return [backupPath(places.folder, file)];
  const entries = await listBackups(places);
  const [newest] = entries;
  if (!newest) throw new HotelbotError("BACKUP_NONE", { path: places.folder });
  return all ? entries.map(({ path }) => path) : [newest.path];
}

/** A name alone means the backup of that name in the hotel's folder, unless there is one right here. */
export function backupPath(folder: string, file: string): string {
  return file.includes("/") || existsSync(file) ? file : join(folder, file);
}
