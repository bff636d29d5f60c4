import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HotelbotError } from "../../../src/errors.ts";
import { listBackups } from "../../../src/ops/backup/listing.ts";
import { verifyBackup } from "../../../src/ops/backup/verify.ts";
import { ownFolder } from "../../../src/store/open.ts";
import { aHotel, temporaryFolder } from "./support/hotel.ts";

function has(program: string): boolean {
  try {
    execFileSync("which", [program], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

describe("a backup", () => {
  it("is one read-only file of that name, and nothing else is left", async () => {
    const hotel = await aHotel();
    const made = await hotel.backup();
    expect(made.name).toBe("hotelbot-miramar-20270201T033000Z.age");
    expect(readdirSync(hotel.places.folder)).toEqual([made.name]);
    expect(statSync(made.path).mode & 0o777).toBe(0o400);
    expect(existsSync(hotel.places.staging)).toBe(false);
    expect(made.missing).toEqual([]);
    expect(await listBackups(hotel.places)).toMatchObject([
      { name: made.name, hotel: "miramar", state: "verified", bytes: made.bytes },
    ]);
  });

  it("is opened by the kit and by the drill's identity, and holds the hotel", async () => {
    const hotel = await aHotel();
    const made = await hotel.backup();
    const options = { places: hotel.places, path: made.path, at: hotel.clock.at };
    const drill = /AGE-SECRET-KEY-1\w+/.exec(readFileSync(hotel.places.drillIdentity, "utf8"))?.[0] ?? "";
    for (const identity of [hotel.identity, drill]) {
      const { manifest, sha256 } = await verifyBackup({ ...options, identities: [identity] });
      expect(sha256).toBe(made.sha256);
      expect(manifest).toMatchObject({
        format: 1,
        name: made.name,
        hotel: { id: "miramar", name: "Hotel Miramar" },
        madeAt: "2027-02-01T03:30:00.000Z",
        counts: { inbox: 2, outbox: 2, audit: 1 },
        last: { inbox: 2, outbox: 2, audit: 1 },
      });
      expect(manifest.files.map(({ path }) => path)).toEqual([
        "hotelbot.db",
        "hotel.yaml",
        "media/out/spoken.ogg",
        "media/in/one",
      ]);
    }
  });

  it("is opened by Debian's age and tar alone", async ({ skip }) => {
    skip(!has("age"), "age is not installed");
    const hotel = await aHotel();
    const { path } = await hotel.backup();
    const folder = temporaryFolder();
    writeFileSync(join(folder, "kit.txt"), `${hotel.identity}\n`);
    execFileSync("age", ["-d", "-i", join(folder, "kit.txt"), "-o", join(folder, "out.tar"), path]);
    execFileSync("tar", ["-xf", "out.tar"], { cwd: folder });
    expect(readFileSync(join(folder, "media", "in", "one"), "utf8")).toBe("a voice note");
    expect(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"))).toMatchObject({ format: 1 });
    expect(readFileSync(join(folder, "hotelbot.db")).subarray(0, 15).toString()).toBe("SQLite format 3");
  });

  it("is made without an attachment that is gone, and says which", async () => {
    const hotel = await aHotel();
    rmSync(join(hotel.stateDir, "media", "in", "one"));
    expect(await hotel.backup()).toMatchObject({ missing: ["media/in/one"] });
  });

  it("never takes the secrets, the keys or a file from elsewhere", async () => {
    const hotel = await aHotel();
    mkdirSync(join(hotel.stateDir, "secrets"));
    writeFileSync(join(hotel.stateDir, "secrets", "whatsapp-token"), "0123456789abcdef");
    const stored = { channel: "whatsapp", sha256: "x", mimeType: "", bytes: 1, fetchedAt: 1 } as const;
    hotel.use(({ store }) => {
      store.media.save({ ...stored, mediaId: "a", path: "../../etc/passwd" });
      store.media.save({ ...stored, mediaId: "b", path: "secrets/whatsapp-token" });
    });
    const made = await hotel.backup();
    expect(made.missing).toEqual(["../../etc/passwd", "secrets/whatsapp-token"]);
  });

  it("within the same second gets a name of its own", async () => {
    const hotel = await aHotel();
    const first = await hotel.backup();
    hotel.clock.at -= 3_600_000;
    const second = await hotel.backup();
    expect(second.name).toBe("hotelbot-miramar-20270201T033001Z.age");
    expect(existsSync(first.path)).toBe(true);
  });

  it("clears away what one that was cut off left", async () => {
    const hotel = await aHotel();
    mkdirSync(hotel.places.folder);
    mkdirSync(hotel.places.staging);
    writeFileSync(join(hotel.places.staging, "hotelbot.db"), "half");
    writeFileSync(join(hotel.places.folder, ".hotelbot-miramar-20270131T033000Z.age.00.tmp"), "half");
    writeFileSync(join(hotel.places.folder, "notes.txt"), "not ours");
    const made = await hotel.backup();
    expect(readdirSync(hotel.places.folder).sort()).toEqual([made.name, "notes.txt"]);
  });

  it("is refused while the folder has another owner, and without a hotel in it", async () => {
    const hotel = await aHotel();
    const owner = ownFolder(hotel.stateDir);
    await expect(hotel.backup()).rejects.toMatchObject({ code: "STATE_BUSY", exit: 11 });
    owner.release();
    rmSync(join(hotel.stateDir, "hotelbot.db"));
    await expect(hotel.backup()).rejects.toMatchObject({ code: "STATE_UNUSABLE" });
    expect(existsSync(join(hotel.stateDir, "hotelbot.db"))).toBe(false);
  });

  it("is refused without a key", async () => {
    const hotel = await aHotel();
    rmSync(hotel.places.recipients);
    await expect(hotel.backup()).rejects.toThrow(new HotelbotError("BACKUP_KEY_MISSING").message);
  });
});
