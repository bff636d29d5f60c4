import { closeSync, fsyncSync, openSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Spread, spread } from "./figures.ts";

const SAMPLES = 200;

/** What the disk below a folder asks for durability at all: 4 KiB appended and fsynced, ms. */
export function bareFsync(folder: string): readonly number[] {
  const path = join(folder, "bare-fsync");
  const file = openSync(path, "w");
  const page = Buffer.alloc(4096, 1);
  try {
    return Array.from({ length: SAMPLES }, () => {
      const began = performance.now();
      writeSync(file, page);
      fsyncSync(file);
      return performance.now() - began;
    });
  } finally {
    closeSync(file);
    unlinkSync(path);
  }
}

/** Runs `work` between two looks at the disk: what an fsync costs on a shared one wanders within minutes. */
export async function besideFsync<T>(
  folder: string,
  work: () => Promise<T>,
): Promise<{ result: T; fsync: Spread }> {
  const before = bareFsync(folder);
  const result = await work();
  return { result, fsync: spread([...before, ...bareFsync(folder)]) };
}
