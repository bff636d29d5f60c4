import { addDays, type LocalNow } from "../../domain/calendar.ts";
import type { DeskRules } from "../../domain/desk-rules.ts";
import type { Booking } from "../../domain/hotel.ts";
import { epochOf } from "../../domain/wall.ts";

/** What a due row needs to know of the world. */
export interface DueFacts {
  readonly now: LocalNow;
  readonly timeZone: string;
  readonly rules: DeskRules;
  /** The booking as it is now; missing when there is none any more. */
  readonly booking?: Booking;
  /** The day the row was planned for: the arrival of a reminder, the departure of a review. */
  readonly day: string;
  readonly stopped: boolean;
  readonly complained: boolean;
  readonly rated: boolean;
  readonly person: boolean;
  /** How the guest may be written to now. */
  readonly way: "text" | "template" | "none";
}

export type Decision =
  | { readonly act: "send" }
  /** It is over, and nobody misses it. */
  | { readonly act: "cancel"; readonly why: string }
  /** It should have been sent and cannot be: the desk sees it. */
  | { readonly act: "skip"; readonly why: string }
  | { readonly act: "wait"; readonly until: number; readonly why: string };

/** What becomes of a reminder or a question for a review that is due. Pure. */
export function decide(kind: "reminder" | "review", facts: DueFacts): Decision {
  const { booking, now, day } = facts;
  if (facts.stopped) return { act: "cancel", why: "the guest said STOP" };
  if (facts.complained) return { act: "cancel", why: "the guest complained" };
  if (!booking || !EXPECTED[kind].has(booking.status)) return { act: "cancel", why: "there is no such stay" };
  const planned = kind === "reminder" ? booking.stay.arrival : booking.stay.departure;
  if (planned !== day) return { act: "cancel", why: "the stay was moved" };
  if (kind === "reminder" && day <= now.date) return { act: "cancel", why: "the guest arrives already" };
  if (kind === "review") {
    if (facts.rated) return { act: "cancel", why: "the guest gave a review" };
    if (now.date > addDays(day, LATEST_REVIEW_DAYS)) return { act: "cancel", why: "the stay is long over" };
  }
  if (facts.person) return { act: "skip", why: "a person has the conversation" };
  const polite = politeAt(facts);
  if (polite !== undefined) return { act: "wait", until: polite, why: "not at this hour" };
  if (facts.way === "none") {
    return { act: "skip", why: "over 24 hours since the guest wrote, and no template is configured" };
  }
  return { act: "send" };
}

const EXPECTED: Readonly<Record<"reminder" | "review", ReadonlySet<Booking["status"]>>> = {
  reminder: new Set(["firm"]),
  review: new Set(["firm", "in_house", "departed"]),
};
const LATEST_REVIEW_DAYS = 30;

/** When the hours begin in which a guest may be written to unasked; undefined while they run. */
function politeAt({ now, rules, timeZone }: DueFacts): number | undefined {
  const { from, to } = rules.reminders;
  if (now.time >= from && now.time < to) return undefined;
  const day = now.time < from ? now.date : addDays(now.date, 1);
  const at = epochOf(day, from, timeZone);
  return at > now.epochMs ? at : undefined;
}
