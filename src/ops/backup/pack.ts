import { randomBytes } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { type FileHandle, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../../platform/atomic-file.ts";
import { readArchive } from "./archive.ts";
import { type Contents, gather } from "./contents.ts";
import { makeHeader } from "./format/header.ts";
import { MANIFEST_FILE } from "./format/manifest.ts";
import { backupName } from "./format/name.ts";
import { NONCE_BYTES, payloadKey, seal, sealedBytes } from "./format/seal.ts";
import { type TarEntry, tarBytes, writeTar } from "./format/tar.ts";
import { type BackupPlaces, ownedLikeState, privateFolder } from "./places.ts";
import { writeRecord } from "./records.ts";
import { ensureSpace, fullDisk } from "./space.ts";
import { sha256Of } from "./unpack.ts";

export interface PackOptions {
  /** The copy of the database lies in `places.staging` already. */
  readonly places: BackupPlaces;
  readonly hotel: { readonly id: string; readonly name: string };
  /** hotel.yaml as the hotel uses it, absolute. */
  readonly configPath: string;
  readonly version: string;
  /** Recipients of age, at least one. */
  readonly recipients: readonly string[];
  /** Epoch ms. */
  readonly at: number;
  readonly progress?: (stage: "checking" | "encrypting" | "verifying", done: number, all: number) => void;
}

/** A backup that was read back from the disk and found whole. */
export interface Packed {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly manifestSha256: string;
  /** ISO time. */
  readonly madeAt: string;
  readonly files: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Attachments a row speaks of that are not on disk. */
  readonly missing: readonly string[];
}

/**
 * One flush of all of it at the end holds up the daemon's own: a webhook then waited 20–93 ms at worst while 196 MiB
 * were packed, with a flush every 4 MiB 12–21 ms.
 */
const FLUSH_EVERY = 4 * 1024 * 1024;

const TEMPORARY = /^\.hotelbot-.+\.tmp$/;

/**
 * Turns the staged copy into a backup: manifest, archive, encryption, all read back and checked before it gets its
 * name, read-only. Whenever this is cut off there is no file of that name. The staging folder is gone afterwards.
 *
 * Throws BACKUP_NO_SPACE or BACKUP_DATABASE_BROKEN.
 */
export async function pack(options: PackOptions): Promise<Packed> {
  const { places } = options;
  let needed = 0;
  try {
    privateFolder(places.folder, places.stateDir);
    await removeTemporary(places.folder);
    const name = await freeName(places.folder, options.hotel.id, options.at);
    const contents = await gather({ ...options, name });
    needed = contents.bytes;
    ensureSpace(places.folder, needed);
    return await finish(options, contents, name);
  } catch (error) {
    throw fullDisk(error, places.folder, needed);
  } finally {
    await rm(places.staging, { recursive: true, force: true });
  }
}

async function finish(options: PackOptions, contents: Contents, name: string): Promise<Packed> {
  const { places } = options;
  const temporary = join(places.folder, `.${name}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    const proven = await writeAndProve(options, contents, name, temporary);
    ownedLikeState(temporary, places.stateDir);
    // The record first: a file without one looks as if it came from elsewhere, a record without a file is nothing.
    const { counts, madeAt, missing, files } = contents.manifest;
    await writeRecord(places, name, { ...proven, verifiedAt: madeAt, damaged: null });
    const path = join(places.folder, name);
    await rename(temporary, path);
    await syncFolder(places.folder);
    return { name, path, ...proven, madeAt, files: files.length, counts, missing };
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeAndProve(
  { recipients, progress = () => {} }: PackOptions,
  contents: Contents,
  name: string,
  path: string,
): Promise<Pick<Packed, "bytes" | "sha256" | "manifestSha256">> {
  const told = (done: number, all: number): void => progress("encrypting", done, all);
  const fileKey = await write(path, contents, recipients, told);
  const { manifestSha256 } = await readArchive({
    path,
    name,
    unlock: async () => fileKey,
    progress: (done, all) => progress("verifying", done, all),
  });
  const { size: bytes } = await stat(path);
  return { bytes, sha256: await sha256Of(path), manifestSha256 };
}

/** Answers the file key, with which the file is read back. */
async function write(
  path: string,
  contents: Contents,
  recipients: readonly string[],
  progress: (done: number, all: number) => void,
): Promise<Uint8Array> {
  const entries = entriesOf(contents);
  const plain = tarBytes(entries.map(({ bytes }) => bytes));
  const header = await makeHeader(recipients, plain);
  const nonce = randomBytes(NONCE_BYTES);
  const expected = header.bytes.length + NONCE_BYTES + sealedBytes(plain);
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(header.bytes);
    await file.writeFile(nonce);
    let done = 0;
    let unflushed = 0;
    for await (const chunk of seal(payloadKey(header.fileKey, nonce), writeTar(entries))) {
      await file.writeFile(chunk);
      done += chunk.length;
      unflushed += chunk.length;
      if (unflushed > FLUSH_EVERY) {
        await file.datasync();
        unflushed = 0;
      }
      progress(done, expected);
    }
    await flushed(file, expected);
  } finally {
    await file.close();
  }
  return header.fileKey;
}

async function flushed(file: FileHandle, expected: number): Promise<void> {
  const { size } = await file.stat();
  if (size !== expected) throw new Error(`only ${size} of ${expected} bytes were written`);
  await file.chmod(0o400);
  await file.sync();
}

function entriesOf({ manifest, manifestText, staging }: Contents): readonly TarEntry[] {
  const mtime = Date.parse(manifest.madeAt);
  const text = Buffer.from(manifestText);
  const first: TarEntry = {
    path: MANIFEST_FILE,
    bytes: text.length,
    mtime,
    content: async function* () {
      yield text;
    },
  };
  const rest = manifest.files.map(({ path, bytes }) => ({
    path,
    bytes,
    mtime,
    content: () => createReadStream(join(staging, path), { highWaterMark: 256 * 1024 }),
  }));
  return [first, ...rest];
}

/** A name is to the second; two backups within one get one after the other. */
async function freeName(folder: string, hotel: string, at: number): Promise<string> {
  const name = backupName({ hotel, at });
  return existsSync(join(folder, name)) ? freeName(folder, hotel, at + 1_000) : name;
}

/** What a backup cut off by a power failure left behind. */
async function removeTemporary(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (TEMPORARY.test(name)) await rm(join(folder, name), { force: true });
  }
}
