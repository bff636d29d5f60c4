import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expired, type Kept, POLICY } from "../../../src/ops/backup/retention.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-01-01T03:30:00Z");

const backup = fc.record({
  name: fc.uuid(),
  at: fc.integer({ min: 0, max: 800 * 24 }).map((hours) => START + hours * 3_600_000),
  good: fc.boolean(),
});
const backups = fc.uniqueArray(backup, { selector: ({ at }) => at, maxLength: 60 });
const policy = fc.record({
  daily: fc.integer({ min: 0, max: 8 }),
  weekly: fc.integer({ min: 0, max: 5 }),
  monthly: fc.integer({ min: 0, max: 13 }),
});

function left(all: readonly Kept[], gone: readonly Kept[]): readonly Kept[] {
  return all.filter((each) => !gone.includes(each));
}

function newestGood(all: readonly Kept[]): Kept | undefined {
  return all.filter(({ good }) => good).sort((a, b) => b.at - a.at)[0];
}

describe("retention", () => {
  it("never lets the newest good one go, nor anything newer, whatever the policy", () => {
    fc.assert(
      fc.property(backups, policy, (all, rules) => {
        const newest = newestGood(all);
        const gone = expired(all, rules);
        expect(gone.filter(({ at }) => at >= (newest?.at ?? 0))).toEqual([]);
      }),
    );
  });

  it("keeps nothing good beyond what the policy counts and the last day holds", () => {
    fc.assert(
      fc.property(backups, policy, (all, rules) => {
        const newest = newestGood(all);
        const stay = left(all, expired(all, rules)).filter(({ good }) => good);
        const old = stay.filter(({ at }) => newest && at <= newest.at - DAY);
        expect(old.length).toBeLessThanOrEqual(rules.daily + rules.weekly + rules.monthly);
      }),
    );
  });

  it("is finished after one go: what stayed stays", () => {
    fc.assert(
      fc.property(backups, policy, (all, rules) => {
        expect(expired(left(all, expired(all, rules)), rules)).toEqual([]);
      }),
    );
  });

  it("does not depend on the order of the list", () => {
    fc.assert(
      fc.property(backups, (all) => {
        const names = (list: readonly Kept[]) => list.map(({ name }) => name).sort();
        expect(names(expired([...all].reverse()))).toEqual(names(expired(all)));
      }),
    );
  });

  it("keeps a period's only good one while the period is counted", () => {
    fc.assert(
      fc.property(backups, (all) => {
        const stay = left(all, expired(all)).filter(({ good }) => good);
        const days = (list: readonly Kept[]) =>
          [...new Set(list.map(({ at }) => Math.floor(at / DAY)))]
            .sort((a, b) => b - a)
            .slice(0, POLICY.daily);
        expect(days(stay)).toEqual(days(all.filter(({ good }) => good)));
      }),
    );
  });

  it("after two years of nights holds a week of days, four weeks and twelve months", () => {
    let stay: Kept[] = [];
    for (let day = 0; day < 730; day += 1) {
      stay.push({ name: `n${day}`, at: START + day * DAY, good: true });
      const gone = expired(stay);
      stay = stay.filter((each) => !gone.includes(each));
    }
    // 2027-12-31 is a Friday. Days back to the 25th, Sundays of the weeks before, last days of the months before.
    expect(stay.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      "2027-01-31",
      "2027-02-28",
      "2027-03-31",
      "2027-04-30",
      "2027-05-31",
      "2027-06-30",
      "2027-07-31",
      "2027-08-31",
      "2027-09-30",
      "2027-10-31",
      "2027-11-30",
      "2027-12-12",
      "2027-12-19",
      "2027-12-25",
      "2027-12-26",
      "2027-12-27",
      "2027-12-28",
      "2027-12-29",
      "2027-12-30",
      "2027-12-31",
    ]);
  });

  it("lets nothing go while nothing is known to be whole", () => {
    const all = Array.from({ length: 40 }, (_, day) => ({
      name: `n${day}`,
      at: START + day * DAY,
      good: false,
    }));
    expect(expired(all)).toEqual([]);
  });
});
