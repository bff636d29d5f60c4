import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { HotelbotError } from "../../errors.ts";
import { syncFolder, writeFileAtomic } from "../../platform/atomic-file.ts";
import type { Places } from "./places.ts";

/**
 * How far a change of version is, written before each step is done.
 *
 * - `stopping`: the service may be down; nothing else has changed.
 * - `trying`: the new version may be in force, with its doors shut; the copy of the data is whole.
 * - `opening`: the new version may have let guests in.
 */
const Journal = z.object({
  format: z.literal(1),
  from: z.string(),
  to: z.string(),
  phase: z.enum(["stopping", "trying", "opening"]),
  /** A reboot opens the doors. */
  bootId: z.string(),
  /** The version in `previous` before. */
  previous: z.string().nullable(),
  /** Checks that were critical before. */
  bearable: z.array(z.string()),
  /** The copy that is gone back to. */
  copy: z.string(),
  /** Older data that comes into force with the version, or null when it goes on with today's. */
  data: z.string().nullable(),
});
export type UpdateJournal = z.infer<typeof Journal>;

/** What an update that was cut off left, if one was. Throws STATE_UNUSABLE when it cannot be read. */
export async function readUpdateJournal(places: Places): Promise<UpdateJournal | undefined> {
  const { journal } = places;
  if (!existsSync(journal)) return undefined;
  try {
    return Journal.parse(JSON.parse(await readFile(journal, "utf8")));
  } catch (error) {
    const what = `${journal} cannot be read; report it before anything is changed`;
    throw new HotelbotError("STATE_UNUSABLE", { path: places.opt, what }, { cause: error });
  }
}

export async function writeUpdateJournal(places: Places, journal: UpdateJournal): Promise<void> {
  await writeFileAtomic(places.journal, `${JSON.stringify(journal)}\n`);
}

export async function removeUpdateJournal(places: Places): Promise<void> {
  await rm(places.journal, { force: true });
  await syncFolder(dirname(places.journal));
}
