/** A backup as retention sees it. `at` is epoch ms; `good`: it was found whole. */
export interface Kept {
  readonly name: string;
  readonly at: number;
  readonly good: boolean;
}

export interface Policy {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** A week of days, a month of weeks, a year of months. */
export const POLICY: Policy = { daily: 7, weekly: 4, monthly: 12 };

const DAY_MS = 86_400_000;

/**
 * Which backups may go. Of the good ones, all of the last 24 hours before the newest are kept, the newest of each of the
 * last `daily` days that have any, and so for weeks (from Monday) and months, all in UTC. What is not good counts for nothing and is kept until a good one is
 * newer. So the newest good one always stays, and nothing goes before something newer was found whole.
 */
export function expired<T extends Kept>(backups: readonly T[], policy: Policy = POLICY): readonly T[] {
  const good = backups.filter((each) => each.good).sort((a, b) => b.at - a.at);
  const [newest] = good;
  if (!newest) return [];
  const kept = new Set<Kept>([
    ...good.filter((each) => each.at > newest.at - DAY_MS),
    ...newestOf(good, policy.daily, dayOf),
    ...newestOf(good, policy.weekly, weekOf),
    ...newestOf(good, policy.monthly, monthOf),
  ]);
  return backups.filter((each) => !kept.has(each) && each.at < newest.at);
}

/** The newest of each of the first `count` periods; `good` is sorted newest first. */
function newestOf(good: readonly Kept[], count: number, period: (at: number) => number): readonly Kept[] {
  const first = new Map<number, Kept>();
  for (const each of good) {
    const key = period(each.at);
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()].slice(0, count);
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

/** The epoch began on a Thursday; weeks begin on Monday. */
function weekOf(at: number): number {
  return Math.floor((dayOf(at) + 3) / 7);
}

function monthOf(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
