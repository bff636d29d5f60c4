import { HotelbotError } from "../errors.ts";
import type { Connection } from "./sqlite/connection.ts";

/**
 * 256 KiB a step. Under 20 webhooks a second a copy of 196 MiB took 0.5–1.1 s, and the worst of them waited 7–16 ms in
 * four of five runs (85 ms in one). Flushing the growing copy beside it, so that less is left for the end, was worse:
 * 1.0–1.6 s, 21–79 ms, for its flushes hold up those of the commits.
 */
const STEP_PAGES = 64;

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
  await connection.copyTo(target, (left, all) => {
    progress(all - left, all);
    return STEP_PAGES;
  });
  if (schemaOf(connection) !== before) throw new HotelbotError("BACKUP_SCHEMA_MOVED");
}

/** SQLite counts every change of the schema, whoever makes it. */
function schemaOf(connection: Connection): number {
  return Number(connection.pragma("schema_version"));
}
