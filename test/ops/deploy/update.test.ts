import { appendFile, copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { demoHotelPath } from "../../../src/config/load.ts";
import { linked } from "../../../src/ops/deploy/release.ts";
import { resumeUpdate, rollback, update } from "../../../src/ops/deploy/update.ts";
import { aMachine, stateOf } from "./support.ts";

const settled = (version: string, schema: number) => ({
  version,
  serving: version,
  schema,
  unit: `unit of ${version}`,
  journal: false,
  doorsShut: false,
});
const OLD = settled("0.1.0", 1);
const NEW = settled("0.2.0", 2);

describe("an update", () => {
  it("brings the new version into force with the data it migrated, and keeps the way back", async () => {
    const it = await aMachine();
    expect(await update(it.context, it.tarball)).toMatchObject({ from: "0.1.0", to: "0.2.0" });
    expect(await stateOf(it)).toEqual(NEW);
    expect(await linked(it.places.previous)).toBe("0.1.0");
    expect(await readdir(it.places.releases)).toEqual(["0.1.0", "0.2.0"]);
  });

  it("that does not work as a service is taken back, program and data", async () => {
    const it = await aMachine();
    it.machine.broken = "0.2.0";
    await expect(update(it.context, it.tarball)).rejects.toMatchObject({ code: "UPDATE_ROLLED_BACK" });
    expect(await stateOf(it)).toEqual(OLD);
    expect(await readdir(it.places.releases)).toEqual(["0.1.0"]);
  });

  it("is refused for a damaged tarball, one without its sum, and the version in force", async () => {
    const it = await aMachine();
    await appendFile(it.tarball, "x");
    const damaged = { code: "RELEASE_DAMAGED", message: expect.stringContaining("sha256") };
    await expect(update(it.context, it.tarball)).rejects.toMatchObject(damaged);
    await rm(`${it.tarball}.sha256`);
    await expect(update(it.context, it.tarball)).rejects.toMatchObject({ code: "RELEASE_DAMAGED" });
    expect(await stateOf(it)).toEqual(OLD);
    const other = await aMachine();
    await update(other.context, other.tarball);
    await expect(update(other.context, other.tarball)).rejects.toMatchObject({ code: "UPDATE_SAME" });
    expect(await stateOf(other)).toEqual(NEW);
  });
});

describe("an update that is cut off", () => {
  /** How many programs a whole update runs: it can be cut off at each. */
  async function calls(): Promise<number> {
    const it = await aMachine();
    it.machine.left = 1_000;
    await update(it.context, it.tarball);
    return 1_000 - it.machine.left;
  }

  it.each(["first", "second"])(
    "anywhere is the old or the new version after the next run, on the %s boot, and never neither",
    async (boot) => {
      const ends = new Set<string>();
      for (let at = 0, all = await calls(); at < all; at++) {
        const it = await aMachine();
        it.machine.left = at;
        const error = await update(it.context, it.tarball).catch((thrown: unknown) => thrown);
        it.machine.left = Number.POSITIVE_INFINITY;
        it.machine.boot = boot;
        const { version } = await resumeUpdate(it.context);
        const found = await stateOf(it);
        expect({ at, error: String(error), ...found }).toEqual({
          at,
          error: String(error),
          ...(version === "0.2.0" ? NEW : OLD),
          // What was never stopped was never started either.
          serving: version,
        });
        ends.add(String(version));
      }
      expect(ends).toContain("0.1.0");
    },
    60_000,
  );

  it("is resumed by the next update, which then goes on", async () => {
    const it = await aMachine();
    it.machine.left = 8;
    await expect(update(it.context, it.tarball)).rejects.toThrow();
    it.machine.left = Number.POSITIVE_INFINITY;
    await update(it.context, it.tarball);
    expect(await stateOf(it)).toEqual(NEW);
  });
});

describe("a rollback", () => {
  it("without an earlier version says so", async () => {
    const it = await aMachine();
    await expect(rollback(it.context, { confirm: undefined })).rejects.toMatchObject({
      code: "ROLLBACK_NOTHING",
    });
    expect(await stateOf(it)).toEqual(OLD);
  });

  it("that the data does not allow changes nothing until the hotel is named, and then keeps today's data aside", async () => {
    const it = await aMachine();
    await update(it.context, it.tarball);
    await mkdir(it.places.configFolder, { recursive: true });
    await copyFile(demoHotelPath(), it.places.config);
    await expect(rollback(it.context, { confirm: "other" })).rejects.toMatchObject({
      code: "ROLLBACK_LOSES",
    });
    expect(await stateOf(it)).toEqual(NEW);
    await rollback(it.context, { confirm: "miramar" });
    expect(await stateOf(it)).toEqual(OLD);
    expect((await readdir(it.places.state)).some((name) => name.startsWith("before-rollback-"))).toBe(true);
  });
});
