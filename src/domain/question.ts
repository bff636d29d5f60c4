import type { LocalDate } from "./calendar.ts";
import type { Language, Localized } from "./language.ts";

/** A question of the hotel's own, or more phrases for a shipped one (`extends`). Its `id` is the intent's name. */
export interface HotelQuestion {
  readonly id: string;
  readonly phrases: Readonly<Partial<Record<Language, readonly string[]>>>;
  /** Starts of words that give it away in any language: «toalla», «towel». */
  readonly keywords?: readonly string[];
  /** The shipped intent whose phrases these are. */
  readonly extends?: string;
}

/** Both days included: whole dates, or `MM-DD` for every year; then it may go over New Year («12-20» to «01-07»). */
export interface Season {
  readonly from: string;
  readonly to: string;
}

/** An answer that holds for part of the year only, and then goes before the usual one. */
export interface SeasonalAnswer {
  readonly subject: string;
  readonly when: Season;
  readonly answer: Localized;
}

export function inSeason({ from, to }: Season, date: LocalDate): boolean {
  const day = from.length < date.length ? date.slice(5) : date;
  return from <= to ? from <= day && day <= to : from <= day || day <= to;
}

/** What moves money, bookings or people: no question of a hotel's may stand in for it. */
export const TRANSACTIONS: ReadonlySet<string> = new Set([
  "availability",
  "book",
  "cancel_booking",
  "complaint",
  "erase_data",
  "lookup_booking",
  "modify_booking",
  "payment_proof",
  "person",
  "price",
  "restart",
  "stop",
]);

/** The other intents that ship: a hotel may answer them in its own words and add phrases to them. */
export const SUBJECTS: readonly string[] = [
  "accessibility",
  "affirm",
  "breakfast",
  "cancellation_policy",
  "check_in_time",
  "check_out_time",
  "children",
  "deny",
  "deposit",
  "early_check_in",
  "emergency",
  "goodbye",
  "greeting",
  "gym",
  "help",
  "housekeeping",
  "invoice",
  "late_checkout",
  "laundry",
  "location",
  "lost_and_found",
  "luggage_storage",
  "maintenance",
  "message_for_guest",
  "nearby",
  "opening_hours",
  "parking",
  "payment_methods",
  "pets",
  "pool",
  "restaurant",
  "review",
  "room_photos",
  "room_service",
  "room_types",
  "smoking",
  "spa",
  "taxi",
  "thanks",
  "transfer",
  "wake_up_call",
  "wifi",
];

/** What no conversation can do without. */
const NEEDED: ReadonlySet<string> = new Set([
  "affirm",
  "deny",
  "emergency",
  "goodbye",
  "greeting",
  "help",
  "thanks",
]);

/** The subjects that a hotel may turn off: it then is as if nobody had ever taught them. */
export const SWITCHABLE: readonly string[] = SUBJECTS.filter((subject) => !NEEDED.has(subject));
