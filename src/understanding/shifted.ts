import type { IntentReading, Slots } from "../domain/understood.ts";
import { isSmallTalk } from "./settle.ts";

/** What «one more night» may sound like instead of a change of what is booked. */
const OF_NIGHTS: ReadonlySet<string> = new Set(["availability", "price", "modify_booking", "lookup_booking"]);
/** A day earlier is no early check-in, a day later no late check-out. */
const OF_HOURS: ReadonlySet<string> = new Set([
  "early_check_in",
  "late_checkout",
  "check_in_time",
  "check_out_time",
]);
const SAYS_BOOK = /\b(?:reserv\w*|book\w*)\b/;
/** What a shift is no sign of, unless it is sure. */
const UNLIKELY: ReadonlySet<string> = new Set(["emergency", "person"]);
const SHIFT: IntentReading = { name: "modify_booking", score: 0.9, band: "act" };

/**
 * A change by so much is a change of a booking, where the message wants nothing else: «otra noche» begins no other
 * booking and starts nothing anew. `intents` best first, `plain` folded.
 */
export function asShift(
  intents: readonly IntentReading[],
  { shift }: Slots,
  plain: string,
): readonly IntentReading[] {
  if (!shift) return intents;
  const ofDays = shift.nights !== undefined || shift.arrival !== undefined;
  const books = SAYS_BOOK.test(plain);
  const instead = (name: string): boolean =>
    name === "restart" ||
    (ofDays && (OF_NIGHTS.has(name) || OF_HOURS.has(name) || (name === "book" && !books)));
  const left = intents.filter(({ name }) => !instead(name) && name !== "modify_booking");
  const [likely] = left.filter(
    ({ name, band }) => !isSmallTalk(name) && !(band === "ask" && UNLIKELY.has(name)),
  );
  // «One of us can't come»: fewer come, but the others do.
  const gone = shift.adults !== undefined && shift.adults < 0;
  if (gone && likely?.name === "cancel_booking")
    return [SHIFT, ...left.filter(({ name }) => name !== "cancel_booking")];
  const other =
    likely && (likely.band === "act" || !["availability", "book", "lookup_booking"].includes(likely.name));
  return other ? intents.filter(({ name }) => name === "modify_booking" || !instead(name)) : [SHIFT, ...left];
}
