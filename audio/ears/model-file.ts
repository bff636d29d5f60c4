import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { HotelbotError } from "../../src/errors.ts";

export interface CheckedModel {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Checks a model file against its sha256: `expected` when given, else the line for it in the SHA256SUMS beside it.
 * A good answer is remembered in `stateFolder` by path, size and modification time, so that a restart does not read
 * 82 MB again (60–300 ms). Rejects with SPEECH_MODEL_MISSING or SPEECH_MODEL_DAMAGED.
 */
export async function checkModel(
  path: string,
  options: { readonly expected?: string; readonly stateFolder?: string } = {},
): Promise<CheckedModel> {
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) throw new HotelbotError("SPEECH_MODEL_MISSING", { path });
  const expected = options.expected?.toLowerCase() ?? (await listedSum(path));
  const seen = { path, bytes: file.size, mtimeMs: file.mtimeMs };
  const memory = options.stateFolder ? join(options.stateFolder, "speech-model.json") : undefined;
  const remembered = memory ? await recall(memory, seen) : undefined;
  const sha256 = remembered === expected && expected ? expected : await sha256Of(path);
  if (sha256 !== expected) {
    throw new HotelbotError("SPEECH_MODEL_DAMAGED", {
      path,
      found: sha256,
      expected: expected ?? "one that the SHA256SUMS beside it lists",
    });
  }
  if (memory && remembered !== sha256) await remember(memory, { ...seen, sha256 });
  return { path, bytes: file.size, sha256 };
}

/** Hex sha256 of a file, read as a stream. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** What the SHA256SUMS beside a file says of it, if anything. */
export async function listedSum(path: string): Promise<string | undefined> {
  const sums = await readFile(join(dirname(path), "SHA256SUMS"), "utf8").catch(() => "");
  const name = basename(path);
  for (const line of sums.split("\n")) {
    const match = /^([0-9a-f]{64})[ *]+(.+)$/i.exec(line.trim());
    if (match?.[2] === name) return match[1]?.toLowerCase();
  }
  return undefined;
}

interface Remembered {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly sha256: string;
}

async function recall(memory: string, seen: Omit<Remembered, "sha256">): Promise<string | undefined> {
  try {
    const old = JSON.parse(await readFile(memory, "utf8")) as Remembered;
    const same = old.path === seen.path && old.bytes === seen.bytes && old.mtimeMs === seen.mtimeMs;
    return same ? old.sha256 : undefined;
  } catch {
    return undefined;
  }
}

/** Only a cache: not being able to write it costs the next start a third of a second, nothing else. */
async function remember(memory: string, entry: Remembered): Promise<void> {
  try {
    await mkdir(dirname(memory), { recursive: true });
    const draft = `${memory}.${process.pid}.tmp`;
    await writeFile(draft, `${JSON.stringify(entry)}\n`);
    await rename(draft, memory);
  } catch {
    return;
  }
}
