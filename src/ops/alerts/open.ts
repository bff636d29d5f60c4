import type { CheckResult } from "../checks/check.ts";

/** A check that is bad now, and since when it has been, epoch ms. */
export interface OpenAlert {
  readonly name: string;
  readonly state: "warning" | "critical";
  readonly text: string;
  readonly since: number;
}

/**
 * What is wrong after another round, the worst first and of equals the oldest. Whoever was called or not, and when: that
 * is the alarm's matter. A check that could not be made stays what it was.
 */
export function openAlerts(
  before: readonly OpenAlert[],
  checks: readonly CheckResult[],
  now: number,
): readonly OpenAlert[] {
  const known = new Map(before.map((alert) => [alert.name, alert]));
  const open = checks.flatMap(({ name, state, text }) => {
    const was = known.get(name);
    if (state === "unknown") return was ? [was] : [];
    return state === "ok" ? [] : [{ name, state, text, since: was?.since ?? now }];
  });
  const rank = { critical: 0, warning: 1 } as const;
  return open.sort((a, b) => rank[a.state] - rank[b.state] || a.since - b.since);
}
