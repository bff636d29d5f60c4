import type { CheckResult } from "./check.ts";

/** A channel calendar as it was last read; times are epoch ms. */
export interface CalendarState {
  readonly id: number;
  /** Missing: never read whole. */
  readonly readAt?: number | undefined;
  /** Since when it cannot be read. */
  readonly failedAt?: number | undefined;
  readonly error?: string | undefined;
  /** How many of its entries lie on nights that somebody else has. */
  readonly soldTwice: number;
}

/** A channel's page may be away for an hour or two; after that a room may be sold there without our knowing. */
const PATIENCE_MS = 3 * 3_600_000;

/** The channel calendars. What is sold twice is critical: a guest will stand at the desk without a room. */
export function checkCalendars(calendars: readonly CalendarState[], now: number): CheckResult[] {
  if (calendars.length === 0) return [];
  const twice = calendars.reduce((sum, each) => sum + each.soldTwice, 0);
  const late = calendars.filter(({ failedAt }) => failedAt !== undefined && now - failedAt > PATIENCE_MS);
  const names = (list: readonly CalendarState[]): string => list.map(({ id }) => id).join(", ");
  const name = "calendars";
  if (twice > 0) {
    const which = names(calendars.filter((each) => each.soldTwice > 0));
    return [
      {
        name,
        state: "critical",
        text: `${twice} ${twice === 1 ? "stay was" : "stays were"} sold twice, by a channel and here (calendar ${which})`,
        cure: "hotelbot rooms shows which: move one of the two to another room, or call the guest.",
      },
    ];
  }
  if (late.length > 0) {
    const [first] = late;
    return [
      {
        name,
        state: "warning",
        text: `calendar ${names(late)} cannot be read for more than 3 h: ${first?.error ?? "no reason"}`,
        cure: "Take its address from the channel anew: hotelbot calendar shows them.",
      },
    ];
  }
  return [{ name, state: "ok", text: `${calendars.length} channel calendars are read` }];
}
