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

const ENDS = /[.?!;:\n]+(?:\s|$)|,\s*(?=y |e |and |pero |but |mas )/;
const JOINS = /\b(?:y ademas|y tambien|ademas|and also|also|e tambem|alem disso)\b/;
/** «and» before what opens a question or a wish of its own: «how much is it and do you take dogs». */
const ASKS_ON =
  /\b(?:y|and|e)\b(?= (?:do|does|is|are|can|could|where|what|how|when|i|to know|donde|cuanto|como|que|a que|hay|teneis|tienen|acept\w+|puedo|podemos|se puede|quiero|saber|me|onde|quanto|tem|ha|aceitam|posso|podemos|da para|quero|passam) )/;
/** «my girlfriend asks …», «mi marido quiere saber si …»: who asks is nobody's matter, what they ask is. */
const ASKED_BY =
  /\b(?:asks|is asking|wants to know|want to know|would like to know|preguntan?|quieren? saber|perguntam?|est[ao]o? perguntando|quer(?:em)? saber)\b[,:]?(?: (?:if|whether|si|se)\b)?/;
const SPLIT = new RegExp(`${ENDS.source}|${JOINS.source}|${ASKS_ON.source}|${ASKED_BY.source}`);

/** What is said out of politeness before a wish and after it: it hides what short wishes want. */
const POLITE_START =
  /^(?:(?:hola|buenas|buenos dias|buen dia|(?:muy )?buenas (?:tardes|noches)|hi|hello|hey|good (?:morning|afternoon|evening)|there|oi|ola|bom dia|boa (?:tarde|noite)|tudo bem|que tal)[\s,.!?]+)+/;
const POLITE_END =
  /[\s,.!]+(?:por favor|porfa|please|pls|gracias|muchas gracias|thanks|thank you|obrigad[oa])[\s.!]*$/;

/** The parts of a message that may each want something: sentences, and what follows «además», «and do you…». */
export function partsOf(plain: string): string[] {
  return plain.split(SPLIT).map(trimmed).filter(worded);
}

/**
 * Other ways to read what neither the whole nor its parts made clear: without what is said out of politeness, by
 * clauses, and without the facts, which drown short wishes («quiero reservar» in dates, people and ages).
 */
export function baredOf(plain: string, parts: readonly string[]): string[] {
  // A greeting is no clause, nor is what follows the last full stop.
  const clauses = plain.replace(POLITE_START, "").split(CLAUSES).map(trimmed).filter(worded);
  const pieces = [
    ...parts,
    ...(clauses.every((clause) => clause.split(" ").length >= CLAUSE) ? clauses : []),
  ];
  const bare = pieces.map((piece) => piece.replace(POLITE_START, "").replace(POLITE_END, ""));
  const told = [plain.replace(POLITE_START, ""), ...bare].map(withoutFacts);
  return [...new Set([...bare, ...told])].filter(
    (each) => worded(each) && each !== plain && !parts.includes(each),
  );
}

const trimmed = (part: string): string => part.trim().replace(/^(?:y|and|e) /, "");
const worded = (part: string): boolean => part.length > 1;
const CLAUSES = /[.?!;:,\n]+(?:\s|$)|\s(?:y|and|e|but|pero|mas|so|because|porque)\s/;
/** Clauses shorter than this many words are names, lists and breath. */
const CLAUSE = 3;

/** Words that only lead to a fact: they go with it. */
const LEADS = new Set(
  (
    "de del al a el la los las from to the of on in until till through thru for para desde hasta entre between e y and do da das dos ate " +
    "no na nos nas ao dia day por um uma un una at as con com with starting arriving leaving esta este essa esse this proximo proxima next"
  ).split(" "),
);
const FACTS = new Set(
  (
    "adulto adultos adult adults nino ninos nina ninas bebe bebes baby babies hijo hijos kid kids child children crianca criancas persona personas people " +
    "person pessoa pessoas pax anos year years noche noches night nights noite noites aged old hoy today hoje tomorrow amanha manana finde fin semana fim week weekend"
  ).split(" "),
);

/** The words without dates, numbers and people; empty when hardly a wish is left, the text when there were none. */
export function withoutFacts(text: string): string {
  const words = classifiedWords(text);
  const counted = (word: string | undefined): boolean =>
    word === "_m" || word === "_d" || FACTS.has(word ?? "");
  // A number is a fact of a stay beside what it counts; «2 per cent of 340» is none.
  if (!words.some(counted)) return text;
  const fact = words.map((word) => word === "#" || counted(word));
  for (let at = words.length - 2; at >= 0; at -= 1)
    if (fact[at + 1] && LEADS.has(words[at] ?? "")) fact[at] = true;
  const left = words.filter((_, at) => !fact[at]);
  return left.length < 2 ? "" : left.join(" ");
}
