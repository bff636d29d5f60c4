import { closeSync, fsync, openSync } from "node:fs";
import { HotelbotError } from "../errors.ts";
import type { Connection } from "./sqlite/connection.ts";

/** 256 KiB a step: a webhook that comes in between waits a millisecond or two for it. */
const STEP_PAGES = 64;
/** SQLite flushes the whole copy in its last step, on the thread that answers guests: this much is left for it. */
const FLUSH_EVERY_STEPS = 32;

/**
 * Copies a database through its own connection, step by step with the event loop in between. Only so does the copy end
 * at all: from another process it began again at every commit, 1,056 times a minute, and never finished 200 MiB. The
 * connection's own writes go into the copy too.
 *
 * `progress` is told pages. Rejects with BACKUP_SCHEMA_MOVED when the schema changed meanwhile, DATABASE_FULL or
 * DATABASE_BROKEN; what is at `target` is of no use then.
 */
export async function copyDatabase(
  connection: Connection,
  target: string,
  progress: (done: number, all: number) => void = () => {},
): Promise<void> {
  const before = schemaOf(connection);
  const flush = flusher(target);
  let step = 0;
  try {
    await connection.copyTo(target, (left, all) => {
      progress(all - left, all);
      step += 1;
      if (step % FLUSH_EVERY_STEPS === 0) flush.begin();
      // Nothing is copied while the disk still takes what was: the last flush is then a short one.
      return flush.busy() ? 0 : STEP_PAGES;
    });
  } finally {
    flush.end();
  }
  if (schemaOf(connection) !== before) throw new HotelbotError("BACKUP_SCHEMA_MOVED");
}

/** SQLite counts every change of the schema, whoever makes it. */
function schemaOf(connection: Connection): number {
  return Number(connection.pragma("schema_version"));
}

/** Flushes a growing file beside the work, one flush at a time. Nobody else has the copy open, so no lock is lost. */
function flusher(path: string) {
  let file: number | undefined;
  let running = false;
  let over = false;
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  return {
    begin(): void {
      if (running) return;
      file ??= openSync(path, "r+");
      running = true;
      fsync(file, () => {
        running = false;
        if (over) close();
      });
    },
    busy: () => running,
    end(): void {
      over = true;
      if (!running) close();
    },
  };
}
