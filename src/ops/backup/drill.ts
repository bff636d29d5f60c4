import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseHotel } from "../../config/load.ts";
import { addDays, localNow } from "../../domain/calendar.ts";
import { formatMoney } from "../../domain/money.ts";
import { asHotelbotError, HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Ids } from "../../platform/ids.ts";
import { housePms } from "../../pms/house/house.ts";
import { openStaged } from "../../store/offline.ts";
import type { OpenStore } from "../../store/open.ts";
import { CONFIG_FILE } from "./format/manifest.ts";
import { lastGood, listBackups } from "./listing.ts";
import { type BackupPlaces, scratchFolder } from "./places.ts";
import { type DrillRecord, writeDrill } from "./records.ts";
import { unpack, withIdentities } from "./unpack.ts";

export interface DrillOptions {
  readonly places: BackupPlaces;
  readonly identities: readonly string[];
  readonly migrationsDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Restores the newest backup that is thought whole into a folder of its own, opens it as the daemon would, and asks it
 * what a guest asks. Answers how that went, which is also recorded; throws BACKUP_NONE or BACKUP_IDENTITY_MISSING when
 * there was nothing to try.
 */
export async function drill(options: DrillOptions): Promise<DrillRecord> {
  const { places, identities, clock } = options;
  const entries = await listBackups(places);
  const entry = lastGood(entries) ?? entries[0];
  if (!entry) throw new HotelbotError("BACKUP_NONE", { path: places.folder });
  if (identities.length === 0) {
    throw new HotelbotError("BACKUP_IDENTITY_MISSING", { path: entry.path, wanted: "the emergency kit" });
  }
  const began = clock.now();
  const outcome = await attempt(options, entry.path);
  const at = clock.now();
  const seconds = (at - began) / 1_000;
  const record = { at: new Date(at).toISOString(), backup: entry.name, ...outcome, seconds };
  await writeDrill(places, record);
  return record;
}

async function attempt(options: DrillOptions, path: string): Promise<Pick<DrillRecord, "ok" | "text">> {
  const into = scratchFolder(options.places.stateDir);
  try {
    return { ok: true, text: await restored(options, path, into) };
  } catch (thrown) {
    const { code, message } = asHotelbotError(thrown);
    return { ok: false, text: `${code}: ${message}` };
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

async function restored(options: DrillOptions, path: string, into: string): Promise<string> {
  const { identities, progress, clock, ids, migrationsDir } = options;
  await mkdir(into, { recursive: true });
  const { manifest } = await unpack({
    path,
    into,
    unlock: withIdentities(path, identities),
    wanted: () => true,
    ...(progress ? { progress } : {}),
  });
  const config = manifest.files.some((file) => file.path === CONFIG_FILE)
    ? parseHotel(await readFile(join(into, CONFIG_FILE), "utf8"), CONFIG_FILE)
    : undefined;
  const opened = openStaged(into, { clock, ids, migrationsDir });
  try {
    const { conversation = 0, pms_journal = 0 } = manifest.counts;
    const rooms = await roomsAnswer(opened, clock, ids, config?.hotel.timeZone ?? "UTC");
    return `${conversation} conversations, ${pms_journal} bookings asked for; ${rooms}`;
  } finally {
    opened.close();
  }
}

/** «Is there a room next week, and what does it cost?» */
async function roomsAnswer(opened: OpenStore, clock: Clock, ids: Ids, timeZone: string): Promise<string> {
  if (!opened.house.settings()) return "its rooms are in another PMS";
  const pms = housePms({ repository: opened.house, clock, ids });
  const arrival = addDays(localNow(clock.now(), timeZone).date, 7);
  const stay = { arrival, departure: addDays(arrival, 1) };
  const quotes = await pms.quote({ stay, party: { adults: 1, children: 0 }, rooms: 1 });
  const said = quotes.map(
    ({ roomType, free, total }) => `${free} ${roomType} at ${formatMoney(total, "en")}`,
  );
  return `on ${arrival} it sells ${said.join(", ") || "nothing"}`;
}
