import { rm } from "node:fs/promises";
import { syncFolder } from "../../platform/atomic-file.ts";
import { type BackupEntry, listBackups } from "./listing.ts";
import type { BackupPlaces } from "./places.ts";
import { removeRecord } from "./records.ts";
import { expired } from "./retention.ts";

/** Which backups may go, newest first, each hotel's counted on its own. Nothing is deleted. */
export async function prunable(places: BackupPlaces): Promise<readonly BackupEntry[]> {
  const entries = await listBackups(places);
  const byHotel = Map.groupBy(entries, ({ hotel }) => hotel);
  return [...byHotel.values()].flatMap((each) =>
    expired(each.map((entry) => ({ ...entry, good: entry.state === "verified" }))),
  );
}

/** Deletes what may go, oldest first, so that being cut off leaves the newer ones. Answers what went. */
export async function prune(places: BackupPlaces): Promise<readonly BackupEntry[]> {
  const going = await prunable(places);
  for (const { path, name } of [...going].reverse()) {
    await rm(path, { force: true });
    await removeRecord(places, name);
  }
  if (going.length > 0) await syncFolder(places.folder);
  return going;
}
