import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BACKUP_FORMAT } from "../../../src/ops/backup/format/manifest.ts";
import { readIdentities } from "../../../src/ops/backup/keys.ts";
import { backupPlaces } from "../../../src/ops/backup/places.ts";
import { verifyBackup } from "../../../src/ops/backup/verify.ts";
import { restore } from "../../../src/ops/restore/restore.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { handClock } from "../../store/support/opened.ts";
import { contents } from "../restore/support/restoring.ts";
import { MIGRATIONS, START, temporaryFolder } from "./support/hotel.ts";

const FIXTURES = join(packageRoot(), "test", "fixtures");
const formats = readdirSync(FIXTURES)
  .map((name) => /^backup-v(\d+)\.age$/.exec(name)?.[1])
  .filter((version) => version !== undefined)
  .map(Number);

it("there is a backup of every format there ever was", () => {
  expect(formats.sort()).toEqual(Array.from({ length: BACKUP_FORMAT }, (_, index) => index + 1));
});

/** All fixtures are of the same hotel: one guest, an attachment, a spoken reply, a reply unsent, a message unanswered. */
describe.each(formats)("a backup of format %i", (format) => {
  it("is verified and restored by this version", async () => {
    const identities = await readIdentities(join(FIXTURES, `backup-v${format}.identity.txt`));
    const parts = { clock: handClock(START), ids: randomIds(), migrationsDir: MIGRATIONS };
    const stateDir = join(temporaryFolder(), "state");
    const places = backupPlaces(stateDir);
    const file = join(temporaryFolder(), "hotelbot-miramar-20270201T033000Z.age");
    const fixture = join(FIXTURES, `backup-v${format}.age`);
    const asItLies = verifyBackup({ places, path: fixture, identities, at: START });
    await expect(asItLies).rejects.toMatchObject({ code: "BACKUP_MISNAMED" });
    copyFileSync(fixture, file);
    const { manifest } = await verifyBackup({ places, path: file, identities, at: START });
    expect(manifest).toMatchObject({ format, hotel: { id: "miramar", name: "Hotel Miramar" } });
    const options = { file, stateDir, confirm: "miramar", identities, keepConfig: false, dryRun: false };
    const restored = await restore({ ...options, ...parts, systemConfig: join(stateDir, "none.yaml") });
    expect(restored).toMatchObject({ held: 1, unanswered: 1, conversations: 1 });
    expect(contents(stateDir)).toMatchObject({
      gap: undefined,
      held: 1,
      ready: 0,
      mode: "person",
      media: true,
    });
  });
});
