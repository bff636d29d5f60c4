import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { demoHotelPath, loadHotel } from "../../../../src/config/load.ts";
import { changeKeys, generateKey } from "../../../../src/ops/backup/keys.ts";
import { backupOffline, type Made } from "../../../../src/ops/backup/make.ts";
import { type BackupPlaces, backupPlaces } from "../../../../src/ops/backup/places.ts";
import { randomIds } from "../../../../src/platform/ids.ts";
import { packageRoot } from "../../../../src/platform/package-root.ts";
import { seedHouse } from "../../../../src/pms/house/definition.ts";
import { type OpenStore, openStore } from "../../../../src/store/open.ts";
import { aConversation, body, entry, text } from "../../../store/support/messages.ts";
import { type HandClock, handClock } from "../../../store/support/opened.ts";

export const MIGRATIONS = join(packageRoot(), "migrations");
export const START = Date.parse("2027-02-01T03:30:00Z");

/** Memory, when there is such a place: what is tested here asks nothing of a disk's durability. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "hotelbot-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Hotel {
  readonly stateDir: string;
  readonly places: BackupPlaces;
  readonly clock: HandClock;
  /** Of the emergency kit. */
  readonly identity: string;
  readonly subject: {
    readonly hotel: { readonly id: string; readonly name: string };
    readonly configPath: string;
    readonly version: string;
  };
  /** Opens its store for as long as `work` takes. */
  use<T>(work: (opened: OpenStore) => T): T;
  /** Backs up with nobody else there; each is an hour later than the one before. */
  backup(): Promise<Made>;
}

/** A hotel that is closed at the moment: a guest with an attachment, a spoken reply, things under way, and a key. */
export async function aHotel(stateDir = join(temporaryFolder(), "state"), drill = true): Promise<Hotel> {
  const clock = handClock(START);
  const places = backupPlaces(stateDir);
  mkdirSync(join(stateDir, "media", "in"), { recursive: true, mode: 0o700 });
  mkdirSync(join(stateDir, "media", "out"), { mode: 0o700 });
  const configPath = join(stateDir, "hotel.yaml");
  writeFileSync(configPath, readFileSync(demoHotelPath()));
  const config = loadHotel(configPath);
  const use: Hotel["use"] = (work) => {
    const opened = openStore(stateDir, { clock, ids: randomIds(), migrationsDir: MIGRATIONS });
    try {
      return work(opened);
    } finally {
      opened.close();
    }
  };
  use((opened) => {
    if (config.pms.kind === "house") seedHouse(opened.house, config.pms);
    furnish(opened, stateDir);
  });
  const { identity, recipient } = await generateKey();
  await changeKeys(places, { recipient, how: "new", drill });
  const subject = { hotel: { id: config.hotel.id, name: config.hotel.name }, configPath, version: "0.1.0" };
  return {
    stateDir,
    places,
    clock,
    identity,
    subject,
    use,
    async backup() {
      const made = await backupOffline({ ...subject, places, at: clock.at });
      clock.at += 3_600_000;
      return made;
    },
  };
}

/** One attachment in, one spoken reply out, and one message nobody has answered yet. */
function furnish({ store }: OpenStore, stateDir: string): void {
  const ids = aConversation(store);
  const [{ id: inboxId } = { id: 0 }] = store.inbox.pending(ids.guestId);
  store.inbox.finish([inboxId], "answered", 3_000);
  writeFileSync(join(stateDir, "media", "in", "one"), "a voice note");
  const stored = {
    channel: "whatsapp",
    mediaId: "m1",
    sha256: "x",
    mimeType: "",
    bytes: 12,
    fetchedAt: 1,
  } as const;
  store.media.save({ ...stored, path: join("media", "in", "one") });
  const path = join(stateDir, "media", "out", "spoken.ogg");
  writeFileSync(path, "a spoken reply");
  store.outbox.add(entry(ids, "spoken", { content: { kind: "voice", text: "hola", language: "es", path } }));
  store.outbox.sending("spoken", 3_500);
  store.outbox.accepted("spoken", "wamid.spoken", 3_600);
  store.outbox.add(entry(ids, "unsent"));
  store.inbox.accept([body({ messages: [text("unanswered", { phone: "34600000001" }, 4_000)] })]);
  store.audit.add({ at: 4_000, actor: "hotelbot", action: "answered", subject: "one" });
}

/** Overwrites one byte with its complement. */
export function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  rmSync(path, { force: true });
  writeFileSync(path, bytes);
}
