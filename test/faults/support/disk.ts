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

/**
 * Makes and mounts an ext4 image of 64 MiB below `folder`; everything is unmounted with the test. Answers why it
 * cannot be done where it cannot: without root, without mkfs.ext4, in a container without loop devices.
 */
export function makeDisk(folder: string): Disk | string {
  if (process.getuid?.() !== 0) return "needs root to mount a disk image";
  const image = join(folder, "disk.img");
  try {
    execFileSync("truncate", ["-s", "64M", image]);
    execFileSync("mkfs.ext4", ["-q", image], { stdio: "pipe" });
    mount(image, join(folder, "disk"));
  } catch (error) {
    return `no disk image can be mounted here: ${error instanceof Error ? error.message : String(error)}`;
  }
  return {
    folder: join(folder, "disk"),
    afterPowerCut() {
      const copy = join(folder, "after.img");
      copyFileSync(image, copy, constants.COPYFILE_EXCL);
      return mount(copy, join(folder, "after"));
    },
  };
}

function mount(image: string, folder: string): string {
  mkdirSync(folder);
  execFileSync("mount", ["-o", "loop", image, folder], { stdio: "pipe" });
  onTestFinished(() => void execFileSync("umount", [folder]));
  return folder;
}
