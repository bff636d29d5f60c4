import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { After } from "./daemon.ts";

export interface SmallDisk {
  readonly folder: string;
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
}

/** A disk of its own in memory, `size` as mount takes it; or why there is none: without root, in some containers. */
export function smallDisk(size: string, after: After): SmallDisk | string {
  if (process.getuid?.() !== 0) return "needs root to mount a small disk";
  const parent = mkdtempSync(join(tmpdir(), "hotelbot-disk-"));
  after(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, "disk");
  mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    return `cannot mount here: ${error instanceof Error ? error.message : String(error)}`;
  }
  after(() => void execFileSync("umount", [folder]));
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill() {
      const file = openSync(ballast, "a");
      const block = Buffer.alloc(64 * 1024);
      try {
        for (let size = block.length; size >= 512; ) if (!written(file, block.subarray(0, size))) size /= 2;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast),
  };
}

function written(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") return false;
    throw error;
  }
}
