import { execFileSync } from "node:child_process";
import { constants, copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A file system of its own inside a file, which can be copied as a power cut would leave it. */
export interface Disk {
  readonly folder: string;
  /**
   * Copies the device as it is now: what was not flushed is not in it. Mounts the copy, as the machine would after
   * the power is back, and answers its folder.
   */
  afterPowerCut(): string;
}

/** Why no disk can be made here, or undefined. */
export function noDisk(): string | undefined {
  if (process.getuid?.() !== 0) return "needs root to mount a disk image";
  try {
    execFileSync("sh", ["-c", "command -v mkfs.ext4 && test -e /dev/loop-control"], { stdio: "pipe" });
  } catch {
    return "needs mkfs.ext4 and loop devices";
  }
  return undefined;
}

/** Makes and mounts an ext4 image of 64 MiB below `folder`; everything is unmounted with the test. */
export function makeDisk(folder: string): Disk {
  const image = join(folder, "disk.img");
  execFileSync("truncate", ["-s", "64M", image]);
  execFileSync("mkfs.ext4", ["-q", image]);
  return {
    folder: mount(image, join(folder, "disk")),
    afterPowerCut() {
      const copy = join(folder, "after.img");
      copyFileSync(image, copy, constants.COPYFILE_EXCL);
      return mount(copy, join(folder, "after"));
    },
  };
}

function mount(image: string, folder: string): string {
  mkdirSync(folder);
  execFileSync("mount", ["-o", "loop", image, folder]);
  onTestFinished(() => void execFileSync("umount", [folder]));
  return folder;
}
