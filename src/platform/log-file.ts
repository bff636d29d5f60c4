import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** The journal's file in its folder; older ones carry `.1` to `.4`, the higher the older. */
export const LOG_FILE = "hotelbot.log";
export const OLDER_FILES = 4;
const MOST_BYTES = 10 * 1024 * 1024;

/** Where lines are written; never throws, since a full disk must not stop what the line tells of. */
export interface LogSink {
  write(line: string): void;
}

/**
 * A journal in files of at most `mostBytes`, private to their owner: fifty MiB in all. Written synchronously, so that
 * what was logged before a crash is there after it.
 */
export function logFile(folder: string, mostBytes = MOST_BYTES): LogSink {
  const path = join(folder, LOG_FILE);
  let open: { readonly fd: number; bytes: number } | undefined;

  function current(): { readonly fd: number; bytes: number } {
    if (open) return open;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const fd = openSync(path, "a", 0o600);
    open = { fd, bytes: fstatSync(fd).size };
    return open;
  }

  function turnOver(): void {
    if (open) closeSync(open.fd);
    open = undefined;
    rmSync(`${path}.${OLDER_FILES}`, { force: true });
    for (let n = OLDER_FILES - 1; n >= 1; n -= 1) renameIfThere(`${path}.${n}`, `${path}.${n + 1}`);
    renameIfThere(path, `${path}.1`);
  }

  return {
    write(line) {
      try {
        const bytes = Buffer.byteLength(line);
        const file = current();
        if (file.bytes > 0 && file.bytes + bytes > mostBytes) turnOver();
        const target = current();
        writeSync(target.fd, line);
        target.bytes += bytes;
      } catch {
        // The other sink, standard error, has the line all the same.
      }
    },
  };
}

/** One line into several sinks. */
export function tee(...sinks: readonly LogSink[]): LogSink {
  return {
    write(line) {
      for (const sink of sinks) sink.write(line);
    },
  };
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
