import type { Language } from "../domain/language.ts";
import { type Lexicon, priorOf } from "./lexicon.ts";
import { fold, wordsOf } from "./text.ts";

/** What a sure word of the lexicon adds to a score, and its silence takes away (0.4 to 0.8 gave the same F1). */
const LEXICON = 0.5;
const HINT = 0.1;
/** A hotel says outright that a word gives a question away: heard in a short message, it is enough. */
const KEYWORD = 1;

/** Words by which a hotel adds to the lexicon of a label, in any language: the start of a word, or several words. */
export type Keywords = ReadonlyMap<string, readonly string[]>;

export interface PriorReader {
  /** Added to the scores of a text, in the order of the labels. `words` are folded, joined by single spaces. */
  read(language: Language, words: string): Float32Array;
  /** The same as if nothing had been recognised for `labels`. */
  unheard(prior: Float32Array, language: Language, labels: readonly string[]): Float32Array;
}

export function createPriorReader(
  labels: readonly string[],
  lexicon: Lexicon,
  keywords: Keywords,
): PriorReader {
  const column = new Map(labels.map((label, index) => [label, index]));
  const silent = new Map<Language, Float32Array>();
  for (const [language, entries] of lexicon) {
    const base = new Float32Array(labels.length);
    for (const { intent } of entries) base[column.get(intent) ?? labels.length] = -LEXICON;
    silent.set(language, base);
  }
  const patterns = [...keywords].map(([label, words]) => ({
    at: column.get(label) ?? -1,
    pattern: keywordPattern(words),
  }));
  return {
    read(language, words) {
      const prior = silent.get(language)?.slice() ?? new Float32Array(labels.length);
      for (const [intent, level] of priorOf(lexicon, language, words)) {
        const at = column.get(intent);
        if (at !== undefined) prior[at] = level === 2 ? LEXICON : HINT;
      }
      for (const { at, pattern } of patterns) if (pattern.test(words)) prior[at] = KEYWORD;
      return prior;
    },
    unheard(prior, language, muted) {
      const out = prior.slice();
      for (const label of muted) {
        const at = column.get(label);
        if (at !== undefined) out[at] = silent.get(language)?.[at] ?? 0;
      }
      return out;
    },
  };
}

function keywordPattern(words: readonly string[]): RegExp {
  const stems = words.map((word) => wordsOf(fold(word)).join(" ")).filter((word) => word !== "");
  return new RegExp(stems.length > 0 ? `\\b(?:${stems.join("|")})` : "(?!)");
}
