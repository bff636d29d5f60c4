import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { drill } from "../../../src/ops/backup/drill.ts";
import { drillIdentities } from "../../../src/ops/backup/keys.ts";
import { readDrill } from "../../../src/ops/backup/records.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { aHotel, flip, type Hotel, MIGRATIONS } from "./support/hotel.ts";

async function drilling({ places, clock }: Hotel) {
  const identities = await drillIdentities(places);
  return drill({ places, identities, migrationsDir: MIGRATIONS, clock, ids: randomIds() });
}

describe("a drill", () => {
  it("restores the newest backup into a scratch folder and gets an answer out of it", async () => {
    const hotel = await aHotel();
    await hotel.backup();
    const { name } = await hotel.backup();
    const record = await drilling(hotel);
    expect(record).toMatchObject({ backup: name, ok: true, at: "2027-02-01T05:30:00.000Z" });
    expect(record.text).toBe(
      "1 conversations, 0 bookings asked for; on 2027-02-08 it sells 4 single at €59, 9 double at €89, " +
        "4 sea_view at €119, 3 family at €155",
    );
    expect(await readDrill(hotel.places)).toEqual(record);
    expect(readdirSync(hotel.stateDir).filter((each) => each.startsWith(".backup"))).toEqual([]);
  });

  it("fails, and says so, when the backup is damaged", async () => {
    const hotel = await aHotel();
    const { path, bytes } = await hotel.backup();
    flip(path, bytes - 70_000);
    expect(await drilling(hotel)).toMatchObject({
      ok: false,
      text: expect.stringMatching(/^BACKUP_DAMAGED: /),
    });
    expect(await readDrill(hotel.places)).toMatchObject({ ok: false });
  });

  it("is impossible without a backup, and without an identity to open it", async () => {
    const hotel = await aHotel(undefined, false);
    await expect(drilling(hotel)).rejects.toMatchObject({ code: "BACKUP_NONE" });
    await hotel.backup();
    await expect(drilling(hotel)).rejects.toMatchObject({ code: "BACKUP_IDENTITY_MISSING", exit: 12 });
    expect(await readDrill(hotel.places)).toBeUndefined();
  });
});
