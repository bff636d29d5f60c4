import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { verifyBackup } from "../../../src/ops/backup/verify.ts";
import type { After } from "../../faults/support/daemon.ts";
import { smallDisk } from "../../faults/support/small-disk.ts";
import { contents, restoring } from "../restore/support/restoring.ts";
import { aHotel, temporaryFolder } from "./support/hotel.ts";

const after: After = (undo) => onTestFinished(async () => void (await undo()));
const FULL = { code: "BACKUP_NO_SPACE", exit: 2 };

it("a full disk leaves the backups there are, nothing half done, and says how much is missing", async ({
  skip,
}) => {
  const disk = smallDisk("3m", after);
  if (typeof disk === "string") return skip(disk);
  const hotel = await aHotel(join(disk.folder, "state"));
  const first = await hotel.backup();
  disk.fill();
  await expect(hotel.backup()).rejects.toMatchObject(FULL);
  expect(readdirSync(hotel.places.folder)).toEqual([first.name]);
  disk.free();
  const second = await hotel.backup();
  const verified = verifyBackup({
    places: hotel.places,
    path: second.path,
    identities: [hotel.identity],
    at: hotel.clock.at,
  });
  expect((await verified).name).toBe(second.name);
});

it("a disk that fills while the backup is written leaves nothing half done", async ({ skip }) => {
  const disk = smallDisk("3m", after);
  if (typeof disk === "string") return skip(disk);
  const hotel = await aHotel(join(disk.folder, "state"));
  const { pack } = await import("../../../src/ops/backup/pack.ts");
  const { stageCopy } = await import("../../../src/ops/backup/make.ts");
  const { copyOffline } = await import("../../../src/store/offline.ts");
  const { encryptionKeys } = await import("../../../src/ops/backup/keys.ts");
  const { places, subject } = hotel;
  const first = await hotel.backup();
  await stageCopy(places, (target, told) => copyOffline(hotel.stateDir, target, told));
  // Between the look at the free space and the first byte somebody else takes it all.
  const recipients = await encryptionKeys(places);
  const progress = (stage: string): void => {
    if (stage === "encrypting") disk.fill();
  };
  await expect(pack({ ...subject, places, recipients, at: hotel.clock.at, progress })).rejects.toMatchObject(
    FULL,
  );
  disk.free();
  expect(readdirSync(places.folder)).toEqual([first.name]);
  expect(readdirSync(hotel.stateDir).filter((name) => name.startsWith(".backup"))).toEqual([]);
});

it("a restore onto a full disk changes nothing", async ({ skip }) => {
  const disk = smallDisk("3m", after);
  if (typeof disk === "string") return skip(disk);
  const hotel = await aHotel(join(disk.folder, "state"));
  const { path } = await hotel.backup();
  const before = contents(hotel.stateDir);
  disk.fill();
  await expect(restoring(hotel, path)).rejects.toMatchObject(FULL);
  disk.free();
  expect(contents(hotel.stateDir)).toEqual(before);
  expect(readdirSync(hotel.stateDir).filter((name) => name.includes("restore"))).toEqual([]);
  const elsewhere = join(temporaryFolder(), "state");
  await restoring(hotel, path, { stateDir: elsewhere });
  rmSync(elsewhere, { recursive: true });
});
