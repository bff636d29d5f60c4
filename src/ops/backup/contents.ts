import { existsSync } from "node:fs";
import { copyFile, link, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { finishCopy, inspectCopy } from "../../store/offline.ts";
import { DATABASE_FILE } from "../../store/open.ts";
import { BACKUP_FORMAT, CONFIG_FILE, isSafePath, type Manifest } from "./format/manifest.ts";
import type { PackOptions } from "./pack.ts";
import { sha256Of } from "./unpack.ts";

/** What goes into a backup, gathered in the staging folder under the paths it will have. */
export interface Contents {
  readonly staging: string;
  readonly manifest: Manifest;
  readonly manifestText: string;
  /** All of it. */
  readonly bytes: number;
}

/**
 * Checks the staged copy and lays the attachments its rows speak of beside it, as links: a file deleted meanwhile is
 * still in this backup. Throws BACKUP_DATABASE_BROKEN.
 */
export async function gather(options: PackOptions & { readonly name: string }): Promise<Contents> {
  const { places, progress = () => {} } = options;
  const { staging } = places;
  const database = join(staging, DATABASE_FILE);
  finishCopy(database);
  const { broken, media, ...facts } = inspectCopy(database);
  if (broken !== undefined)
    throw new HotelbotError("BACKUP_DATABASE_BROKEN", { path: database, what: broken });
  const { taken, missing } = await takeMedia(places.stateDir, staging, media);
  const config = await takeConfig(options.configPath, staging);
  const paths = [DATABASE_FILE, ...config, ...taken];
  const files: Manifest["files"] = [];
  for (const path of paths) {
    const { size } = await stat(join(staging, path));
    files.push({ path, bytes: size, sha256: await sha256Of(join(staging, path)) });
    progress("checking", files.length, paths.length);
  }
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    name: options.name,
    app: { version: options.version },
    ...facts,
    counts: { ...facts.counts },
    last: { ...facts.last },
    hotel: { ...options.hotel },
    madeAt: new Date(options.at).toISOString(),
    stateDir: places.stateDir,
    database: DATABASE_FILE,
    files,
    missing,
  };
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { staging, manifest, manifestText: `${JSON.stringify(manifest, null, 2)}\n`, bytes };
}

async function takeMedia(
  stateDir: string,
  staging: string,
  stored: readonly string[],
): Promise<{ taken: string[]; missing: string[] }> {
  const taken: string[] = [];
  const missing: string[] = [];
  for (const path of stored) {
    const inside = isAbsolute(path) ? relative(stateDir, path) : path;
    // Only what is the state folder's own: a path that leads out of it is no attachment of ours.
    if (!isSafePath(inside) || !inside.startsWith("media/")) missing.push(path);
    else if (taken.includes(inside)) continue;
    else if (await take(join(stateDir, inside), join(staging, inside))) taken.push(inside);
    else missing.push(inside);
  }
  return { taken, missing };
}

async function take(from: string, to: string): Promise<boolean> {
  if (!existsSync(from)) return false;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await link(from, to);
  } catch {
    // Another file system, or one without links.
    await copyFile(from, to);
  }
  return true;
}

/** hotel.yaml as it is now; a hotel whose file is gone is backed up without. */
async function takeConfig(path: string, staging: string): Promise<readonly string[]> {
  const text = await readFile(path).catch(() => undefined);
  if (text === undefined) return [];
  await writeFile(join(staging, CONFIG_FILE), text, { mode: 0o600 });
  return [CONFIG_FILE];
}
