import type { CheckResult } from "./check.ts";

/** A request that rings at the desk. */
export interface RingingRequest {
  readonly id: number;
  readonly kind: string;
  readonly alarm: string;
}

/** Each one alarms by itself and until somebody takes it: a guest to be woken is critical, the rest warns. */
export function checkRinging(requests: readonly RingingRequest[]): CheckResult[] {
  return requests.map(({ id, kind, alarm }) => ({
    name: `request-${id}`,
    state: kind === "wake_up_call" ? ("critical" as const) : ("warning" as const),
    text: `request ${id}: ${alarm}`,
    cure: `See to it, then: hotelbot requests done ${id} (or take it: hotelbot requests take ${id}).`,
  }));
}
