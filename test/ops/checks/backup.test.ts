import { describe, expect, it } from "vitest";
import { type BackupFacts, checkBackup } from "../../../src/ops/checks/backup.ts";

const HOUR = 3_600_000;
const NOW = Date.parse("2027-02-01T12:00:00Z");

/** A hotel a month old whose backup is `hours` old and whose drill was three days ago. */
function facts(hours: number, more: Partial<BackupFacts> = {}): BackupFacts {
  return {
    now: NOW,
    demonstration: false,
    hotelSince: NOW - 30 * 24 * HOUR,
    keySince: NOW - 30 * 24 * HOUR,
    canDrill: true,
    damaged: [],
    lastGood: { name: "b.age", at: NOW - hours * HOUR },
    drill: { at: NOW - 72 * HOUR, ok: true, text: "" },
    ...more,
  };
}

const { keySince: _key, lastGood: _good, drill: _drill, ...NO_KEY } = facts(0);

describe("the backup check", () => {
  it.each<[string, BackupFacts, string, string]>([
    ["a fresh one", facts(6), "ok", "the last one is 6 h old; a drill restored one 3 d ago"],
    ["at 26 hours", facts(26), "ok", "the last one is 26 h old; a drill restored one 3 d ago"],
    ["past 26 hours", facts(26.1), "warning", "the last one is 26 h old"],
    ["at 72 hours", facts(72), "warning", "the last one is 3 d old"],
    ["past 72 hours", facts(72.1), "critical", "the last one is 3 d old"],
    [
      "a try that failed",
      facts(3, { failure: "BACKUP_NO_SPACE" }),
      "warning",
      "the last one is 3 h old; the last try ended with BACKUP_NO_SPACE",
    ],
    ["a damaged one", facts(3, { damaged: ["a.age"] }), "warning", "a.age is damaged"],
    [
      "a drill that failed",
      facts(3, { drill: { at: NOW, ok: false, text: "BACKUP_DAMAGED" } }),
      "critical",
      "the last drill failed: BACKUP_DAMAGED",
    ],
    [
      "drills that stopped",
      facts(3, { drill: { at: NOW - 17 * 24 * HOUR, ok: true, text: "" } }),
      "warning",
      "the last one is 3 h old; no drill for 17 days",
    ],
    [
      "no drills here",
      facts(3, { canDrill: false }),
      "ok",
      "the last one is 3 h old; no drills on this machine",
    ],
    ["no key in a demonstration", { ...NO_KEY, demonstration: true }, "ok", "not set up"],
    ["no key on the first day", { ...NO_KEY, hotelSince: NOW - 24 * HOUR }, "ok", "not set up"],
    ["no key after it", { ...NO_KEY, hotelSince: NOW - 24 * HOUR - 1 }, "warning", "not set up"],
    [
      "a key and nothing yet",
      { ...NO_KEY, keySince: NOW - 2 * HOUR },
      "ok",
      "none yet, 2 h after the key was made",
    ],
    [
      "a key and nothing for days",
      { ...NO_KEY, keySince: NOW - 80 * HOUR },
      "critical",
      "none yet, 3 d after the key was made",
    ],
  ])("%s", (_what, given, state, text) => {
    const result = checkBackup(given);
    expect(result).toMatchObject({ name: "backup", state, text });
    expect(result.cure === undefined).toBe(state === "ok");
  });
});
