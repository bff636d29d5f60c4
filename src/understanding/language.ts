import type { Language } from "../domain/language.ts";
import { wordsOf } from "./text.ts";

export interface LanguageRead {
  readonly language: Language;
  /** False when the text says too little to tell. */
  readonly sure: boolean;
  /** Every language of the hotel, likeliest first: what the slots are tried in. */
  readonly order: readonly Language[];
}

export type Cues = ReadonlyMap<Language, ReadonlySet<string>>;

/**
 * The words of each language: those listed, and those that its phrases alone use (twice at least, nine times of ten).
 * `listed` are folded; `read` gives the words of a phrase.
 */
export function learnCues(
  listed: Readonly<Record<Language, readonly string[]>>,
  phrases: readonly { readonly language: Language; readonly text: string }[],
  languages: readonly Language[],
  read: (text: string) => readonly string[],
): Cues {
  const cues = new Map(languages.map((language) => [language, new Set(listed[language])] as const));
  const counts = new Map<string, Map<Language, number>>();
  for (const { language, text } of phrases) {
    for (const word of read(text)) {
      const of = counts.get(word) ?? new Map<Language, number>();
      counts.set(word, of.set(language, (of.get(language) ?? 0) + 1));
    }
  }
  for (const [word, of] of counts) {
    if (/\d/.test(word) || languages.some((language) => cues.get(language)?.has(word))) continue;
    const total = [...of.values()].reduce((sum, count) => sum + count, 0);
    for (const [language, count] of of) if (count >= 2 && count / total >= 0.9) cues.get(language)?.add(word);
  }
  return cues;
}

/** Words by which the conversation's language must be outweighed before it changes. */
const SWITCH_WORDS = 3;
const FEW_WORDS = 4;
/** Words of the trade that guests of every language write as they are: alone they tell none. */
const LOANED = new Set(
  "parking late early check out checkin checkout booking transfer spa buffet shuttle".split(" "),
);
const SIGNS: readonly (readonly [RegExp, Language])[] = [
  [/[ñ¿¡]/gi, "es"],
  [/ción\b|í(?:a|as|an)\b/gi, "es"],
  [/[ãõçâêô]/gi, "pt"],
  [/ção\b|\bé\b|lh(?:a|o|e)/gi, "pt"],
  [/\b(?:th|wh)[a-z]+|[a-z]+ing\b|'(?:s|m|re|ll|ve|d|t)\b/gi, "en"],
];

/**
 * Which of the hotel's languages a message is in, given as written and folded. Words two languages share count for neither. The conversation's
 * language stands unless the message disagrees by three words; without one, the likeliest, else the hotel's first.
 */
export function readLanguage(
  text: string,
  folded: string,
  cues: Cues,
  languages: readonly Language[],
  current: Language | undefined,
): LanguageRead {
  const first = languages[0] ?? "es";
  const words = wordsOf(folded).slice(0, 200);
  const score = new Map<Language, number>(languages.map((language) => [language, 0]));
  const add = (language: Language, weight: number): void => {
    const before = score.get(language);
    if (before !== undefined) score.set(language, before + weight);
  };
  const sets = languages.map((language) => ({ language, cue: cues.get(language) }));
  const telling = !words.every((word) => LOANED.has(word));
  for (const word of telling ? words : []) {
    let known = 0;
    for (const { cue } of sets) if (cue?.has(word)) known += 1;
    if (known !== 1 && known !== 2) continue;
    for (const { language, cue } of sets) if (cue?.has(word)) add(language, known === 1 ? 1 : 0.25);
  }
  for (const [pattern, language] of telling ? SIGNS : []) {
    const found = text.slice(0, 1_000).match(pattern)?.length ?? 0;
    if (found > 0) add(language, Math.min(2, found));
  }
  const standing = (language: Language): number =>
    language === current ? 0.5 : language === first ? 0.1 : 0;
  const order = [...languages].sort(
    (a, b) => (score.get(b) ?? 0) + standing(b) - (score.get(a) ?? 0) - standing(a),
  );
  const top = order[0] ?? first;
  const points = (language: Language): number => score.get(language) ?? 0;
  const margin = points(top) - Math.max(0, ...languages.filter((other) => other !== top).map(points));
  // Of a few words one is enough: «tem elevador?», «wifi password?».
  const sure = words.length >= 1 && margin >= (words.length <= FEW_WORDS ? 1 : 1.5);
  if (current && languages.includes(current) && current !== top) {
    const disagrees = points(top) - points(current) >= SWITCH_WORDS && words.length >= SWITCH_WORDS;
    if (!disagrees) return { language: current, sure: false, order };
  }
  return { language: points(top) > 0 ? top : (current ?? first), sure, order };
}
