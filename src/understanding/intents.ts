import type { Language } from "../domain/language.ts";
import type { IntentReading, Slots, UnderstandContext } from "../domain/understood.ts";
import { type Lexicon, priorOf } from "./lexicon.ts";
import { wordsOf } from "./text.ts";

/** A message in one of the languages it may be in. `plain` is folded, digits for number words. */
export interface Wording {
  readonly language: Language;
  readonly plain: string;
}

/** What moves the conversation comes before what is answered, and that before what is only polite. */
const RANK: Readonly<Record<string, number>> = {
  emergency: 0,
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

const SURE = 0.98;
const HINT = 0.6;

/**
 * The intents of a message, transactions first. The lexicon of the message's language decides; the open question then
 * settles what a short word means («cancelar» while booking drops the draft, it cancels no reservation).
 */
export function readIntents(
  wordings: readonly Wording[],
  lexicon: Lexicon,
  slots: Slots,
  context: UnderstandContext,
  length: number,
): IntentReading[] {
  const levels = new Map<string, 1 | 2>();
  for (const { language, plain } of wordings) {
    for (const [intent, level] of priorOf(lexicon, language, wordsOf(plain).join(" "))) {
      if ((levels.get(intent) ?? 0) < level) levels.set(intent, level);
    }
    if (levels.size > 0) break;
  }
  settle(levels, wordings[0]?.plain ?? "", slots, context, length);
  return [...levels]
    .map(
      ([name, level]): IntentReading => ({
        name,
        score: level === 2 ? SURE : HINT,
        band: level === 2 ? "act" : "ask",
      }),
    )
    .sort((a, b) => b.score - a.score || rank(a.name) - rank(b.name));
}

const LEADING_NO = /^(?:no|nao|nope|nah)\s*[,.;!]/;
const LEADING_YES = /^(?:si|sim|yes|yeah|yep|ok|vale|claro|sure|perfecto|perfeito|perfect)\s*[,.;!]/;

function settle(
  levels: Map<string, 1 | 2>,
  plain: string,
  slots: Slots,
  context: UnderstandContext,
  length: number,
): void {
  // «no, mejor del 5», «yes, with breakfast»: the comma makes the first word an answer of its own.
  if (LEADING_NO.test(plain)) levels.set("deny", 2);
  if (LEADING_YES.test(plain) && !levels.has("deny")) levels.set("affirm", 2);
  if (levels.has("deny")) levels.delete("affirm");
  if (levels.get("cancel_booking") === 1 && context.asked) {
    levels.delete("cancel_booking");
    levels.set(context.asked === "confirm" ? "deny" : "restart", 2);
  }
  // A reservation that is cancelled, changed or looked up is not being made.
  if (["cancel_booking", "modify_booking", "lookup_booking"].some((name) => levels.has(name))) {
    levels.delete("book");
    levels.delete("availability");
  }
  if (levels.has("cancel_booking")) {
    levels.delete("modify_booking");
    levels.delete("lookup_booking");
  }
  if (levels.has("modify_booking")) levels.delete("lookup_booking");
  // A name was asked for and given: «Ana Bella», «Paz» are not greetings.
  if (context.asked === "name" && slots.name && length <= 4) {
    for (const name of [...levels.keys()]) if (rank(name) >= 6) levels.delete(name);
  }
}
