/** What a monitor is told about one thing that can be wrong. `cure` says what to do about it. */
export interface CheckResult {
  readonly name: string;
  readonly state: CheckState;
  readonly text: string;
  readonly cure?: string;
}

export type CheckState = "ok" | "warning" | "critical" | "unknown";

const RANK: Readonly<Record<CheckState, number>> = { ok: 0, unknown: 1, warning: 2, critical: 3 };

/** The worst of several, as monitoring plugins add up: critical over warning over unknown over ok. */
export function worst(states: readonly CheckState[]): CheckState {
  return states.reduce<CheckState>((a, b) => (RANK[b] > RANK[a] ? b : a), "ok");
}

/** Exit codes of the monitoring plugins' guidelines: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. */
export function exitOf(state: CheckState): number {
  return { ok: 0, warning: 1, critical: 2, unknown: 3 }[state];
}
