import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { type Header, readHeader } from "./format/header.ts";
import { MANIFEST_FILE, type Manifest, parseManifest } from "./format/manifest.ts";
import { NONCE_BYTES, payloadKey, sealedBytes, unseal } from "./format/seal.ts";
import { readTar, type TarMember } from "./format/tar.ts";

export type ArchivedFile = Manifest["files"][number];
/** Takes a file's bytes in order; `end` is called once all of them fit the manifest. */
export interface Sink {
  write(piece: Buffer): Promise<void>;
  end(): Promise<void>;
  /** Something was wrong; nothing more comes. */
  drop(): Promise<void>;
}

export interface ArchiveSource {
  readonly path: string;
  /** What the file should be called; its own name unless it is still being written under another. */
  readonly name?: string;
  /** Answers the file key. */
  readonly unlock: (header: Header) => Promise<Uint8Array>;
  /** Where a file's bytes go besides being checked; undefined for nowhere. */
  readonly sink?: (file: ArchivedFile, manifest: Manifest) => Promise<Sink | undefined>;
  /** Told the bytes read so far, of all. */
  readonly progress?: (done: number, all: number) => void;
}

const LONGEST_MANIFEST = 64 * 1024 * 1024;

/**
 * Reads a backup from end to end: every chunk's seal, the name, and each file's length and sha256 against the
 * manifest. What comes back has been proven. Throws FILE_UNREADABLE or one of BACKUP_….
 */
export async function readArchive(
  source: ArchiveSource,
): Promise<{ readonly manifest: Manifest; readonly manifestSha256: string }> {
  const { path } = source;
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw new HotelbotError("FILE_UNREADABLE", { path, what: error.code ?? error.message }, { cause: error });
  });
  try {
    const payload = await unlocked(file, source);
    return await readMembers(source, payload);
  } finally {
    await file.close();
  }
}

async function unlocked(file: FileHandle, source: ArchiveSource): Promise<AsyncIterable<Buffer>> {
  const { path, progress = () => {} } = source;
  const header = await readHeader(file, path);
  const { size } = await file.stat();
  const start = header.bytes.length + NONCE_BYTES;
  const expected = start + sealedBytes(header.plainBytes);
  const fileKey = await source.unlock(header);
  if (size < expected) {
    throw new HotelbotError("BACKUP_TRUNCATED", { path, what: `${size} of ${expected} bytes are there` });
  }
  const damaged = (offset: number): HotelbotError => new HotelbotError("BACKUP_DAMAGED", { path, offset });
  if (size > expected) throw damaged(expected);
  const nonce = Buffer.alloc(NONCE_BYTES);
  await file.read(nonce, 0, NONCE_BYTES, header.bytes.length);
  const chunks = unseal(payloadKey(fileKey, nonce), file, { start, end: size }, damaged);
  return (async function* () {
    let done = 0;
    for await (const chunk of chunks) {
      yield chunk;
      done += chunk.length;
      progress(done, header.plainBytes);
    }
  })();
}

async function readMembers(source: ArchiveSource, payload: AsyncIterable<Buffer>) {
  const { path } = source;
  const members = readTar(payload);
  try {
    const first = await members.next();
    if (first.done || first.value.path !== MANIFEST_FILE) {
      throw new HotelbotError("BACKUP_INCOMPLETE", { path, what: `its ${MANIFEST_FILE}` });
    }
    const bytes = await manifestBytes(first.value, path);
    const manifest = parseManifest(bytes.toString("utf8"), path);
    if (manifest.name !== (source.name ?? basename(path))) {
      throw new HotelbotError("BACKUP_MISNAMED", { path, name: manifest.name });
    }
    for (const wanted of manifest.files) {
      const next = await members.next();
      if (next.done) throw new HotelbotError("BACKUP_INCOMPLETE", { path, what: wanted.path });
      await readFile(source, manifest, wanted, next.value);
    }
    const more = await members.next();
    if (!more.done) throw manifestWrong(path, `${more.value.path} is not listed`);
    return { manifest, manifestSha256: createHash("sha256").update(bytes).digest("hex") };
  } catch (error) {
    if (error instanceof HotelbotError || isDiskError(error)) throw error;
    const what = error instanceof Error ? error.message : String(error);
    throw new HotelbotError("BACKUP_MANIFEST_WRONG", { path, what }, { cause: error });
  }
}

async function readFile(
  source: ArchiveSource,
  manifest: Manifest,
  wanted: ArchivedFile,
  member: TarMember,
): Promise<void> {
  const { path } = source;
  if (member.path !== wanted.path) {
    const listed = manifest.files.some((each) => each.path === member.path);
    if (listed) throw new HotelbotError("BACKUP_INCOMPLETE", { path, what: wanted.path });
    throw manifestWrong(path, `${member.path} is not listed`);
  }
  if (member.bytes !== wanted.bytes) {
    throw manifestWrong(path, `${wanted.path} has ${member.bytes} bytes, not ${wanted.bytes}`);
  }
  const hash = createHash("sha256");
  const sink = await source.sink?.(wanted, manifest);
  try {
    for await (const piece of member.content) {
      hash.update(piece);
      await sink?.write(piece);
    }
    if (hash.digest("hex") !== wanted.sha256) throw manifestWrong(path, `${wanted.path} has another sha256`);
    await sink?.end();
  } catch (error) {
    await sink?.drop();
    throw error;
  }
}

async function manifestBytes(member: TarMember, path: string): Promise<Buffer> {
  if (member.bytes > LONGEST_MANIFEST) throw manifestWrong(path, `a manifest of ${member.bytes} bytes`);
  const parts: Buffer[] = [];
  for await (const piece of member.content) parts.push(piece);
  return Buffer.concat(parts);
}

function manifestWrong(path: string, what: string): HotelbotError {
  return new HotelbotError("BACKUP_MANIFEST_WRONG", { path, what });
}

/** The disk's own errors say what they mean: a full one is no damaged backup. */
function isDiskError(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error;
}
