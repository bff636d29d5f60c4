import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { lastDue, lookRound, type ScheduleParts } from "../../src/daemon/backup-schedule.ts";
import { type Backups, createBackups } from "../../src/daemon/backups.ts";
import { listBackups } from "../../src/ops/backup/listing.ts";
import { readDrill, writeDrill } from "../../src/ops/backup/records.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { openStore } from "../../src/store/open.ts";
import { aHotel, flip, type Hotel, MIGRATIONS } from "../ops/backup/support/hotel.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A hotel whose daemon looks after its backups, on a clock moved by hand. */
async function aNight(drill = true): Promise<{ hotel: Hotel; backups: Backups; schedule: ScheduleParts }> {
  const hotel = await aHotel(undefined, drill);
  const { clock, places, subject, stateDir } = hotel;
  const opened = openStore(stateDir, { clock, ids: randomIds(), migrationsDir: MIGRATIONS });
  onTestFinished(() => opened.close());
  const log = silentLogger();
  const root = packageRoot();
  const backups = createBackups({ opened, places, subject, root, demonstration: false, clock, log });
  onTestFinished(() => backups.stop());
  return {
    hotel,
    backups,
    schedule: { clock, log, backups, stateDir, at: "03:30", timeZone: "Europe/Madrid" },
  };
}

async function names({ places }: Hotel): Promise<readonly string[]> {
  return (await listBackups(places)).map(({ name }) => name);
}

describe("the daemon's backups", () => {
  it("are one at a time: asking while one runs joins it", async () => {
    const { hotel, backups } = await aNight();
    expect(backups.job()).toMatchObject({ state: "none" });
    const [first, second] = await Promise.all([backups.begin(), backups.begin()]);
    expect([first.state, second.state]).toEqual(["running", "running"]);
    await backups.idle();
    expect(backups.job()).toMatchObject({ state: "done", made: { missing: [], pruned: [] } });
    expect(await names(hotel)).toHaveLength(1);
  });

  it("that fail say why, and leave nothing", async () => {
    const { hotel, backups } = await aNight();
    writeFileSync(hotel.places.folder, "in the way");
    await backups.begin();
    await backups.idle();
    expect(backups.job()).toMatchObject({ state: "failed", made: null, error: { code: "INTERNAL" } });
    expect(await backups.facts()).toMatchObject({ failure: "INTERNAL" });
    expect(existsSync(hotel.places.staging)).toBe(false);
    rmSync(hotel.places.recipients);
    await expect(backups.begin()).rejects.toMatchObject({ code: "BACKUP_KEY_MISSING" });
  });

  it("that are cut off by a stop leave nothing that looks like one", async () => {
    const { hotel, backups } = await aNight();
    await backups.begin();
    await backups.stop();
    expect(backups.job().state).toBe("failed");
    expect(await names(hotel)).toEqual([]);
  });

  it("are known to health: since when there is a key, the last good one, and what is damaged", async () => {
    const { hotel, backups } = await aNight();
    const madeAt = new Date(hotel.clock.at - 2 * HOUR);
    utimesSync(hotel.places.recipients, madeAt, madeAt);
    expect(await backups.facts()).toMatchObject({ keySince: madeAt.getTime(), canDrill: true, damaged: [] });
    await backups.begin();
    await backups.idle();
    const { made } = backups.job();
    expect(await backups.facts()).toMatchObject({ lastGood: { name: made?.name, at: hotel.clock.at } });
    flip(made?.path ?? "", 300_000 - 100_000);
    expect(await backups.drill()).toMatchObject({ ok: false });
    expect((await backups.facts()).drill).toMatchObject({ ok: false });
  });
});

describe("the nightly schedule", () => {
  it("makes one at the hotel's 03:30, once, and again the next night", async () => {
    const { hotel, schedule } = await aNight();
    hotel.clock.at = Date.parse("2027-02-01T10:00:00Z");
    await lookRound(schedule, 0);
    expect(await names(hotel)).toEqual(["hotelbot-miramar-20270201T100000Z.age"]);
    hotel.clock.at = Date.parse("2027-02-02T02:29:00Z");
    await lookRound(schedule, 0);
    expect(await names(hotel)).toHaveLength(1);
    hotel.clock.at = Date.parse("2027-02-02T02:31:00Z");
    await lookRound(schedule, 0);
    await lookRound(schedule, 0);
    expect(await names(hotel)).toEqual([
      "hotelbot-miramar-20270202T023100Z.age",
      "hotelbot-miramar-20270201T100000Z.age",
    ]);
  });

  it("drills with the first backup, then weekly; a drill that failed is repeated the next day", async () => {
    const { hotel, schedule } = await aNight();
    await lookRound(schedule, 0);
    const first = await readDrill(hotel.places);
    expect(first).toMatchObject({ ok: true });
    const drilledAt = async (ago: number, ok: boolean) => {
      if (first)
        await writeDrill(hotel.places, { ...first, at: new Date(hotel.clock.at - ago).toISOString(), ok });
      await lookRound(schedule, 0);
      return (
        (await readDrill(hotel.places))?.text === first?.text && (await readDrill(hotel.places))?.ok === ok
      );
    };
    hotel.clock.at += HOUR;
    expect(await drilledAt(6 * DAY, true)).toBe(true);
    expect(await drilledAt(2 * HOUR, false)).toBe(true);
    // This one was a day ago: it is tried again and passes.
    expect(await drilledAt(DAY, false)).toBe(false);
  });

  it("waits an hour after a failure, and does nothing without a key", async () => {
    const { hotel, schedule } = await aNight(false);
    const key = readFileSync(hotel.places.recipients);
    rmSync(hotel.places.recipients);
    expect(await lookRound(schedule, 0)).toBe(0);
    expect(existsSync(hotel.places.folder)).toBe(false);
    writeFileSync(hotel.places.recipients, key);
    const failing: Backups = {
      ...schedule.backups,
      begin: async () => schedule.backups.job(),
      job: () => ({ ...schedule.backups.job(), state: "failed" }),
    };
    const again = await lookRound({ ...schedule, backups: failing }, 0);
    expect(again).toBe(hotel.clock.at + HOUR);
    expect(await lookRound(schedule, again)).toBe(again);
    expect(await names(hotel)).toEqual([]);
    hotel.clock.at += HOUR;
    await lookRound(schedule, again);
    expect(await names(hotel)).toHaveLength(1);
  });

  it("lets go of a state that a restore replaced more than a week ago", async () => {
    const { hotel, schedule } = await aNight();
    hotel.clock.at = Date.parse("2027-02-10T00:00:00Z");
    for (const time of ["20270202T000000Z", "20270204T000000Z"]) {
      mkdirSync(join(hotel.stateDir, `before-restore-${time}`));
    }
    await lookRound(schedule, Number.MAX_SAFE_INTEGER);
    expect(readdirSync(hotel.stateDir).filter((name) => name.startsWith("before-"))).toEqual([
      "before-restore-20270204T000000Z",
    ]);
  });
});

describe("when a night's backup was last due", () => {
  it.each([
    ["2027-02-01T02:30:00Z", "2027-02-01T02:30:00Z"],
    ["2027-02-01T02:29:59Z", "2027-01-31T02:30:00Z"],
    ["2027-02-01T23:10:42Z", "2027-02-01T02:30:00Z"],
    ["2027-07-01T01:45:00Z", "2027-07-01T01:30:00Z"],
  ])("at %s it was %s in Madrid", (now, due) => {
    expect(new Date(lastDue(Date.parse(now), "03:30", "Europe/Madrid")).toISOString()).toBe(
      due.replace("Z", ".000Z"),
    );
  });
});
