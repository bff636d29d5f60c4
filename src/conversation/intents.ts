/** Intents that mean «rooms and prices»: they open a draft or move it. */
const STAY: ReadonlySet<string> = new Set(["availability", "price", "book"]);
/** Intents about a booking that exists. */
const EXISTING: ReadonlySet<string> = new Set(["lookup_booking", "modify_booking", "cancel_booking"]);
/** Intents other flows answer: everything else is a subject to be informed about. */
const OTHERS: ReadonlySet<string> = new Set([
  "greeting",
  "thanks",
  "goodbye",
  "help",
  "restart",
  "person",
  "complaint",
  "emergency",
  "stop",
  "erase_data",
  "affirm",
  "deny",
  "out_of_scope",
]);

export function isStayIntent(name: string): boolean {
  return STAY.has(name);
}

export function isExistingIntent(name: string): boolean {
  return EXISTING.has(name);
}

/** A subject the hotel may have an answer to. */
export function isSubject(name: string): boolean {
  return !STAY.has(name) && !EXISTING.has(name) && !OTHERS.has(name);
}
