import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { syncFolder } from "../../platform/atomic-file.ts";
import { inspectCopy } from "../../store/offline.ts";
import { type ArchivedFile, readArchive, type Sink } from "./archive.ts";
import { type Header, openHeader } from "./format/header.ts";
import type { Manifest } from "./format/manifest.ts";
import { ensureSpace } from "./space.ts";

export interface UnpackOptions {
  readonly path: string;
  /** What opens it: identities, or the file key of a backup just made. */
  readonly unlock: (header: Header) => Promise<Uint8Array>;
  /** An existing empty folder. */
  readonly into: string;
  /** Which files are written; all are checked. */
  readonly wanted: (file: ArchivedFile, manifest: Manifest) => boolean;
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Checks a backup from end to end, its database included, and leaves the wanted files in a folder, flushed to disk.
 * Throws FILE_UNREADABLE, BACKUP_NO_SPACE or another BACKUP_….
 */
export async function unpack(
  options: UnpackOptions,
): Promise<{ readonly manifest: Manifest; readonly manifestSha256: string }> {
  const { path, unlock, into, wanted, progress } = options;
  let asked = false;
  const read = await readArchive({
    path,
    unlock,
    ...(progress ? { progress } : {}),
    sink: async (file, manifest) => {
      if (!asked) {
        asked = true;
        const writing = manifest.files.filter((each) => wanted(each, manifest));
        ensureSpace(into, 2 * writing.reduce((sum, { bytes }) => sum + bytes, 0));
      }
      return wanted(file, manifest) ? fileSink(join(into, file.path)) : undefined;
    },
  });
  checkDatabase(path, join(into, read.manifest.database), read.manifest);
  return read;
}

export function withIdentities(
  path: string,
  identities: readonly string[],
): (header: Header) => Promise<Uint8Array> {
  return (header) => openHeader(header, identities, path);
}

/** A file's sha256 in hex. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(piece as Buffer);
  return hash.digest("hex");
}

function checkDatabase(path: string, database: string, manifest: Manifest): void {
  const facts = inspectDatabase(path, database);
  const wrong = (what: string): HotelbotError => new HotelbotError("BACKUP_MANIFEST_WRONG", { path, what });
  if (facts.schema.version !== manifest.schema.version) {
    throw wrong(`schema ${facts.schema.version}, not ${manifest.schema.version}`);
  }
  for (const [table, count] of Object.entries(manifest.counts)) {
    const found = facts.counts[table];
    if (found !== count) throw wrong(`${found ?? "no"} rows of ${table}, not ${count}`);
  }
}

function inspectDatabase(path: string, database: string) {
  try {
    const facts = inspectCopy(database);
    if (facts.broken !== undefined) throw new Error(facts.broken);
    return facts;
  } catch (error) {
    if (error instanceof HotelbotError && error.code === "DATABASE_FULL") throw error;
    const what = error instanceof Error ? error.message : String(error);
    throw new HotelbotError("BACKUP_DATABASE_BROKEN", { path, what }, { cause: error });
  }
}

async function fileSink(path: string): Promise<Sink> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "wx", 0o600);
  return {
    write: async (piece) => void (await file.writeFile(piece)),
    async end() {
      await file.sync();
      await file.close();
      await syncFolder(dirname(path));
    },
    drop: () => file.close(),
  };
}
