import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { After } from "./daemon.ts";

/** What of a disk can be made to fail with an input/output error, as libfiu names it. */
export type DiskPart = "rw/pwrite" | "rw/pread" | "sync/fsync" | "sync/fdatasync";

export interface BrokenDisk {
  /** Goes into the environment of the process whose disk it is. */
  readonly env: Readonly<Record<string, string>>;
  /** From here on every such call of that process fails with EIO. */
  spoil(pid: number, parts: readonly DiskPart[]): void;
  /** It works again. */
  mend(pid: number, parts: readonly DiskPart[]): void;
}

const PRELOADS = ["/usr/lib/fiu/fiu_run_preload.so", "/usr/lib/fiu/fiu_posix_preload.so"];

/**
 * A disk that fails on command: libfiu stands between a process and the C library. Or why there is none here.
 * `write` is left alone: Node wakes its own threads by it, and SQLite writes by `pwrite`.
 */
export function brokenDisk(after: After): BrokenDisk | string {
  if (PRELOADS.some((path) => !existsSync(path))) return "libfiu is not installed (Debian: fiu-utils)";
  const folder = mkdtempSync(join(tmpdir(), "hotelbot-fiu-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const prefix = join(folder, "ctrl");
  const order = (pid: number, words: readonly string[]): void => {
    const commands = words.flatMap((word) => ["-c", word]);
    execFileSync("fiu-ctrl", ["-f", prefix, ...commands, String(pid)], { stdio: "pipe", timeout: 10_000 });
  };
  return {
    env: { LD_PRELOAD: PRELOADS.join(" "), FIU_CTRL_FIFO: prefix },
    // EIO is 5.
    spoil: (pid, parts) =>
      order(
        pid,
        parts.map((part) => `enable name=posix/io/${part},failinfo=5`),
      ),
    mend: (pid, parts) =>
      order(
        pid,
        parts.map((part) => `disable name=posix/io/${part}`),
      ),
  };
}
