import type { IntentReading, Slots, UnderstandContext } from "../domain/understood.ts";

/** What moves the conversation comes before what is answered, and that before what is only polite. */
const RANK: Readonly<Record<string, number>> = {
  emergency: 0,
  stop: 1,
  person: 1,
  complaint: 1,
  restart: 2,
  cancel_booking: 2,
  modify_booking: 2,
  lookup_booking: 3,
  book: 4,
  availability: 5,
  price: 5,
  affirm: 6,
  deny: 6,
  help: 8,
  greeting: 9,
  thanks: 9,
  goodbye: 9,
};
const rank = (intent: string): number => RANK[intent] ?? 7;
/** Said in passing or in answer; never a reason to doubt another intent. */
export const isCourtesy = (intent: string): boolean => rank(intent) >= 9;

export function byImportance(readings: Iterable<IntentReading>): IntentReading[] {
  const acts = (reading: IntentReading): number => (reading.band === "act" ? 0 : 1);
  return [...readings].sort((a, b) => acts(a) - acts(b) || rank(a.name) - rank(b.name) || b.score - a.score);
}

const LEADING_NO = /^(?:no|nao|nope|nah)\s*[,.;!]/;
const LEADING_YES = /^(?:si|sim|yes|yeah|yep|ok|vale|claro|sure|perfecto|perfeito|perfect)\s*[,.;!]/;
const ONLY_CANCEL =
  /^(?:por favor |please )?(?:cancel|cancela|cancelar|cancele|cancelo|anular|anula|anule|desmarcar)(?: it| that| por favor| please)?[.! ]*$/;
const ANSWER = 0.98;

/**
 * What the open question and the readings themselves say about each other: an answer's first word, a reservation that
 * is cancelled is not being made, a bare «cancelar» while booking drops the draft.
 */
export function settle(
  readings: Map<string, IntentReading>,
  plain: string,
  slots: Slots,
  context: UnderstandContext,
  length: number,
): IntentReading[] {
  const set = (name: string): unknown => readings.set(name, { name, score: ANSWER, band: "act" });
  // «no, mejor del 5», «yes, with breakfast»: the comma makes the first word an answer of its own.
  if (LEADING_NO.test(plain)) set("deny");
  if (LEADING_YES.test(plain) && !readings.has("deny")) set("affirm");
  if (readings.get("deny")?.band === "act") readings.delete("affirm");
  if (ONLY_CANCEL.test(plain)) {
    readings.clear();
    if (context.asked) set(context.asked === "confirm" ? "deny" : "restart");
    else readings.set("cancel_booking", { name: "cancel_booking", score: 0.6, band: "ask" });
  }
  // A reservation that is cancelled, changed or looked up is not being made.
  const acts = (name: string): boolean => readings.get(name)?.band === "act";
  const drop = (...names: string[]): void => {
    for (const name of names) readings.delete(name);
  };
  if (acts("cancel_booking") || acts("modify_booking") || acts("lookup_booking"))
    drop("book", "availability");
  if (acts("cancel_booking")) drop("modify_booking", "lookup_booking");
  if (acts("modify_booking")) drop("lookup_booking");
  if (acts("cancellation_policy") && !acts("cancel_booking")) drop("book", "cancel_booking");
  if (acts("late_checkout")) drop("check_out_time");
  if (acts("early_check_in")) drop("check_in_time");
  // A name was asked for and given: «Ana Bella», «Paz» are not greetings.
  if (context.asked === "name" && slots.name && length <= 4) {
    for (const name of [...readings.keys()]) if (rank(name) >= 6) readings.delete(name);
  }
  return [...readings.values()];
}
