import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { deleteOld } from "../../src/daemon/keeping.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import type { Store } from "../../src/store/contract.ts";
import type { Ages, Gone } from "../../src/store/contract-privacy.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2027-02-01T23:30:00Z");

it("deletes files with their rows, and those no row speaks of when they are old themselves", async () => {
  const stateDir = mkdtempSync(join(tmpdir(), "hotelbot-keeping-"));
  onTestFinished(() => rmSync(stateDir, { recursive: true }));
  const folder = join(stateDir, "media", "in");
  mkdirSync(folder, { recursive: true });
  for (const [name, days] of [
    ["row", 1],
    ["stray", 91],
    ["fresh", 89],
  ] as const) {
    writeFileSync(join(folder, name), "x");
    const at = new Date(NOW - days * DAY);
    utimesSync(join(folder, name), at, at);
  }
  const call = join(stateDir, "media", "calls", "c1");
  mkdirSync(call, { recursive: true });
  writeFileSync(join(call, "turn-1.wav"), "x");
  utimesSync(call, new Date(NOW - 91 * DAY), new Date(NOW - 91 * DAY));
  let asked: Ages | undefined;
  const age = (ages: Ages): Gone => {
    asked = ages;
    return { rows: 1, files: ["media/in/row"], more: false };
  };
  const store = { privacy: { age } } as unknown as Store;
  const clock = { now: () => NOW, after: () => () => undefined };
  const keeping = { bodiesDays: 30, attachmentsDays: 90, messagesDays: 365 };
  const more = await deleteOld({
    store,
    stateDir,
    clock,
    log: silentLogger(),
    timeZone: "Europe/Madrid",
    keeping,
  });
  expect(more).toBe(false);
  expect(readdirSync(folder)).toEqual(["fresh"]);
  expect(readdirSync(join(stateDir, "media", "calls"))).toEqual([]);
  expect(asked).toEqual({
    bodies: NOW - 30 * DAY,
    attachments: NOW - 90 * DAY,
    messages: NOW - 365 * DAY,
    today: "2027-02-02",
  });
});
