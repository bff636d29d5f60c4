import { mkdir, open, readFile, rename, rm, stat, statfs } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { sha256Of } from "../../../audio/ears/model-file.ts";
import { HotelbotError } from "../../errors.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";
import { follow } from "./follow.ts";
import { copyFromMirror, inMirror, mirrorSum } from "./from-mirror.ts";

export interface PullOptions {
  /** An address, or a path in a mirror folder. */
  readonly url: string;
  /** Hex. Nothing is kept that has another. Missing: what the mirror's SHA256SUMS says. */
  readonly sha256?: string | undefined;
  readonly folder: string;
  /** Told as bytes come in; `total` when the server says it. */
  readonly onProgress?: (received: number, total: number | undefined) => void;
}

export interface Pulled {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** True when the file was there already. */
  readonly already: boolean;
}

/**
 * Downloads a model into a folder, or copies it from a mirror, and lists its sum in the SHA256SUMS there. What has come so
 * far waits in a `.part` file and is continued by the next try. Rejects with DOWNLOAD_*, FILE_UNREADABLE,
 * REQUEST_INVALID, STATE_UNUSABLE (no space, told before the first byte) or SPEECH_MODEL_DAMAGED (another sum; what came
 * is then thrown away).
 */
export async function pullModel(options: PullOptions): Promise<Pulled> {
  const { url, folder } = options;
  const path = join(folder, fileName(url));
  const expected = options.sha256?.toLowerCase() ?? (await mirrorSum(url));
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw new HotelbotError("STATE_UNUSABLE", { path: folder, what: cause.message }, { cause });
  });
  const there = await stat(path).catch(() => undefined);
  if (there && (await sha256Of(path)) === expected) {
    await list(path, expected);
    return { path, bytes: there.size, sha256: expected, already: true };
  }
  const part = `${path}.part`;
  if (inMirror(url)) {
    const room = (bytes: number): Promise<void> => enoughSpace(folder, bytes);
    await copyFromMirror(url, part, { enoughSpace: room, onProgress: options.onProgress });
  } else await download(part, options);
  const found = await sha256Of(part);
  if (found !== expected) {
    await rm(part, { force: true });
    throw new HotelbotError("SPEECH_MODEL_DAMAGED", { path: url, found, expected });
  }
  await durable(part);
  await rename(part, path);
  await list(path, expected);
  return { path, bytes: (await stat(path)).size, sha256: expected, already: false };
}

async function download(part: string, options: PullOptions): Promise<void> {
  const { url } = options;
  const folder = dirname(part);
  const failed = (what: string, cause?: unknown): HotelbotError =>
    new HotelbotError("DOWNLOAD_FAILED", { url, what, folder }, { cause });
  const have = (await stat(part).catch(() => undefined))?.size ?? 0;
  try {
    const response = await follow(url, have, folder);
    // Nothing is left to fetch: the sum will say whether that is so.
    if (response.statusCode === 416) return await response.body.dump();
    const continues = response.statusCode === 206;
    const from = continues ? have : 0;
    const length = Number(response.headers["content-length"]);
    const total = Number.isFinite(length) && length > 0 ? from + length : undefined;
    if (total !== undefined) await enoughSpace(folder, total - from);
    let received = from;
    // Chunk by chunk, so that all that came is on disk when the line breaks.
    const file = await open(part, continues ? "a" : "w");
    try {
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        await file.write(chunk);
        received += chunk.length;
        options.onProgress?.(received, total);
      }
    } finally {
      await file.close();
    }
    if (total !== undefined && received !== total)
      throw failed(`it broke off after ${received} of ${total} bytes`);
  } catch (error) {
    if (error instanceof HotelbotError) throw error;
    throw failed(error instanceof Error ? error.message : String(error), error);
  }
}

/** A download must leave some room for the hotel's own data. */
const SPARE_BYTES = 200 * 1024 * 1024;

async function enoughSpace(folder: string, bytes: number): Promise<void> {
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  if (free >= bytes + SPARE_BYTES) return;
  const mb = (value: number): number => Math.ceil(value / 1024 / 1024);
  throw new HotelbotError("STATE_UNUSABLE", {
    path: folder,
    what: `${mb(bytes + SPARE_BYTES)} MB are needed and ${mb(free)} MB are free`,
  });
}

function fileName(url: string): string {
  const name = inMirror(url) ? basename(url) : URL.canParse(url) ? basename(new URL(url).pathname) : "";
  if (/^[\w.-]+\.bin$/.test(name)) return name;
  throw new HotelbotError("REQUEST_INVALID", { what: `«${url}» does not end in the name of a .bin model` });
}

async function durable(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}

/** The engine takes a model only when the SHA256SUMS beside it lists it. */
async function list(path: string, sha256: string): Promise<void> {
  const sums = join(dirname(path), "SHA256SUMS");
  const name = basename(path);
  const lines = (await readFile(sums, "utf8").catch(() => ""))
    .split("\n")
    .filter((line) => line.trim() && !line.endsWith(` ${name}`));
  await writeFileAtomic(sums, `${[...lines, `${sha256}  ${name}`].join("\n")}\n`, 0o644);
}
