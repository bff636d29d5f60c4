import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { WeightStore } from "./weights.ts";

/** Sets of weights kept: those in force, and those of the version before, to go back to. */
const KEPT = 6;

/** Where a developer's tree keeps what was learned; a release has no such folder. */
export function developersFolder(root: string): string | undefined {
  const build = join(root, ".build");
  return existsSync(build) ? join(build, "weights") : undefined;
}

/** Where the build keeps what ships as it was learned. */
export const builtFolder = (root: string): string => join(root, "dist", "weights");

/** Weights of the build, then those of `folder`, where what is learned anew is kept; without it, it is not kept. */
export function weightStore(root: string, folder: string | undefined): WeightStore {
  const built = weightFiles(builtFolder(root));
  const own = folder === undefined ? undefined : weightFiles(folder);
  return {
    load: (key) => built.load(key) ?? own?.load(key),
    save: (key, bytes) => own?.save(key, bytes),
  };
}

/** Weights as files of a folder, each under its key. A folder that cannot be written to only costs time at start. */
export function weightFiles(folder: string, mode = 0o640): WeightStore {
  const path = (key: string): string => join(folder, `${key}.weights`);
  return {
    load(key) {
      try {
        return readFileSync(path(key));
      } catch {
        return undefined;
      }
    },
    save(key, bytes) {
      // Two writers at once can only spoil it, and what is spoilt is noticed by its digest and learned again.
      const half = `${path(key)}.new`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(half, bytes, { mode });
        renameSync(half, path(key));
        prune(folder);
      } catch {
        discard(half);
      }
    },
  };
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Not there, and its folder neither.
  }
}

function prune(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".weights"))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of files.slice(KEPT)) rmSync(join(folder, name), { force: true });
}
