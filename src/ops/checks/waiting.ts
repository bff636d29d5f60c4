import type { CheckResult } from "./check.ts";

/** A guest who waits for a person. `since` is epoch ms. */
export interface WaitingGuest {
  readonly id: number;
  readonly reason: string;
  readonly since: number;
}

/** A guest is told «as soon as possible» while the desk is open: a quarter of an hour is not that any more. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Guests who wait for a person. An emergency is critical at once and a check of its own, so that each one alarms
 * whatever was alarmed before; the others warn when they have waited for long while the desk is open. Names no guest:
 * alerts leave the building.
 */
export function checkWaiting(
  waiting: readonly WaitingGuest[],
  now: number,
  deskOpen: boolean,
): CheckResult[] {
  const emergencies = waiting.filter((guest) => guest.reason === "emergency");
  const others = waiting.filter((guest) => guest.reason !== "emergency");
  const oldest = Math.max(0, ...others.map((guest) => now - guest.since));
  const late = deskOpen && oldest > PATIENCE_MS;
  const text =
    others.length === 0
      ? "nobody waits for a person"
      : `${others.length} wait for a person, the first for ${Math.floor(oldest / 60_000)} min`;
  return [
    ...emergencies.map((guest) => ({
      name: `emergency-${guest.id}`,
      state: "critical" as const,
      text: `a guest reports an emergency in conversation ${guest.id}`,
      cure: `Go there or call now; read it with: hotelbot inbox show ${guest.id}, and take it when somebody does.`,
    })),
    late
      ? {
          name: "waiting",
          state: "warning" as const,
          text,
          cure: "Answer them: hotelbot inbox shows who waits first.",
        }
      : { name: "waiting", state: "ok" as const, text },
  ];
}
