import type { Language } from "../domain/language.ts";
import { MONTHS, WEEKDAYS } from "./slots/calendar-words.ts";
import { wordsOf } from "./text.ts";

/** A message in the language it is read in: folded, chat spellings written out, digits for number words. */
export interface Wording {
  readonly language: Language;
  readonly plain: string;
}

/**
 * The words a classifier sees: every number is «#», every month «_m», every weekday «_d», so that a phrase learned
 * with one date knows all dates.
 */
export function classifiedWords(plain: string): string[] {
  return wordsOf(plain).map((word) => {
    if (/^\d/.test(word)) return "#";
    if (word.length > 3 && MONTHS.has(word)) return "_m";
    if (word.length > 4 && WEEKDAYS.has(word)) return "_d";
    return word;
  });
}

const ENDS = /[.?!;\n]+(?:\s|$)|,\s*(?=y |e |and |pero |but |mas )/;
const JOINS = /\b(?:y ademas|y tambien|ademas|and also|also|e tambem|alem disso)\b/;
/** «and» before what opens a question or a wish of its own: «how much is it and do you take dogs». */
const ASKS_ON =
  /\b(?:y|and|e)\b(?= (?:do|does|is|are|can|could|where|what|how|when|i|to know|donde|cuanto|como|que|a que|hay|teneis|tienen|acept\w+|puedo|podemos|se puede|quiero|saber|me|onde|quanto|tem|ha|aceitam|posso|podemos|da para|quero|passam) )/;
const SPLIT = new RegExp(`${ENDS.source}|${JOINS.source}|${ASKS_ON.source}`);

/** What is said out of politeness before a wish and after it: it hides what short wishes want. */
const POLITE_START =
  /^(?:(?:hola|buenas|buenos dias|buen dia|(?:muy )?buenas (?:tardes|noches)|hi|hello|hey|good (?:morning|afternoon|evening)|there|oi|ola|bom dia|boa (?:tarde|noite)|tudo bem|que tal)[\s,.!?]+)+/;
const POLITE_END =
  /[\s,.!]+(?:por favor|porfa|please|pls|gracias|muchas gracias|thanks|thank you|obrigad[oa])[\s.!]*$/;

/** The parts of a message that may each want something: sentences, and what follows «además», «and do you…». */
export function partsOf(plain: string): string[] {
  const parts = plain
    .split(SPLIT)
    .map((part) => part.trim().replace(/^(?:y|and|e) /, ""))
    .filter((part) => part.length > 1);
  const bare = parts.map((part) => part.replace(POLITE_START, "").replace(POLITE_END, ""));
  return [...parts, ...bare.filter((part) => part.length > 1 && !parts.includes(part))];
}
