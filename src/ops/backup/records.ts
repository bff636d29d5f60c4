import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../../platform/atomic-file.ts";
import { type BackupPlaces, ownedLikeState, privateFolder } from "./places.ts";

const time = z.iso.datetime();

/** What this machine knows of a backup. It stays here: whoever can change a backup elsewhere cannot change this. */
export const BackupRecord = z.object({
  sha256: z.string(),
  bytes: z.int(),
  manifestSha256: z.string(),
  verifiedAt: time.nullable(),
  /** The error's code when it was last found damaged. */
  damaged: z.string().nullable(),
});
export type BackupRecord = z.infer<typeof BackupRecord>;

/** How the last drill went. */
export const DrillRecord = z.object({
  at: time,
  backup: z.string(),
  ok: z.boolean(),
  /** What the restored hotel answered, or what was wrong. */
  text: z.string(),
  seconds: z.number(),
});
export type DrillRecord = z.infer<typeof DrillRecord>;

const DRILL = "drill.json";

/** Undefined when there is none, or one that cannot be read: it is then as if the backup came from elsewhere. */
export function readRecord(places: BackupPlaces, name: string): Promise<BackupRecord | undefined> {
  return read(join(places.records, `${name}.json`), BackupRecord);
}

export function writeRecord(places: BackupPlaces, name: string, record: BackupRecord): Promise<void> {
  return write(places, `${name}.json`, record);
}

export async function removeRecord(places: BackupPlaces, name: string): Promise<void> {
  await rm(join(places.records, `${name}.json`), { force: true });
}

export function readDrill(places: BackupPlaces): Promise<DrillRecord | undefined> {
  return read(join(places.records, DRILL), DrillRecord);
}

export function writeDrill(places: BackupPlaces, record: DrillRecord): Promise<void> {
  return write(places, DRILL, record);
}

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

async function write(places: BackupPlaces, file: string, value: unknown): Promise<void> {
  privateFolder(places.records, places.stateDir);
  const path = join(places.records, file);
  await writeFileAtomic(path, `${JSON.stringify(value)}\n`);
  ownedLikeState(path, places.stateDir);
}
