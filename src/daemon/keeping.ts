import { readdir, rm, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { localNow } from "../domain/calendar.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Store } from "../store/contract.ts";

/** How many days things stay. */
export interface Keeping {
  readonly bodiesDays: number;
  readonly attachmentsDays: number;
  readonly messagesDays: number;
}

export interface KeepingParts {
  readonly store: Store;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timeZone: string;
  readonly keeping: Keeping;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Between batches everything else has its turn. */
const PAUSE_MS = 50;
/** Where attachments are, below the state folder; of a call, a folder with what the caller said. */
export const CALLS = join("media", "calls");
const FOLDERS = [join("media", "in"), join("media", "out"), CALLS];

/** Deletes what is older than the hotel keeps it, six hours after the start and then every day. Answers how to stop it. */
export function keepFor(parts: KeepingParts): () => void {
  const { clock, log } = parts;
  let cancel = (): void => undefined;
  let stopped = false;
  const later = (ms: number): void => {
    if (!stopped) cancel = clock.after(ms, beat);
  };
  const beat = (): void => {
    deleteOld(parts).then(
      (more) => later(more ? PAUSE_MS : DAY_MS),
      (error: unknown) => {
        log.error("what is too old could not be deleted", { err: error });
        later(HOUR_MS);
      },
    );
  };
  later(6 * HOUR_MS);
  return () => {
    stopped = true;
    cancel();
  };
}

/** One batch. Answers whether there is more. */
export async function deleteOld(parts: KeepingParts): Promise<boolean> {
  const { store, stateDir, clock, log, timeZone, keeping } = parts;
  const now = clock.now();
  const attachments = now - keeping.attachmentsDays * DAY_MS;
  const gone = store.privacy.age({
    bodies: now - keeping.bodiesDays * DAY_MS,
    attachments,
    messages: now - keeping.messagesDays * DAY_MS,
    today: localNow(now, timeZone).date,
  });
  await deleteFiles(stateDir, gone.files);
  if (gone.rows > 0) log.info("what was too old is deleted", { rows: gone.rows });
  if (!gone.more) for (const folder of FOLDERS) await sweep(join(stateDir, folder), attachments);
  return gone.more;
}

/** Files the rows spoke of: below the state folder, or wherever replies are spoken to. */
export async function deleteFiles(stateDir: string, files: readonly string[]): Promise<void> {
  for (const path of files) {
    await rm(isAbsolute(path) ? path : join(stateDir, path), { recursive: true, force: true });
  }
}

/** What no row speaks of any more, by the age of the file itself. */
async function sweep(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < before) await rm(path, { recursive: true, force: true });
  }
}
