import type { Language } from "../domain/language.ts";

/** One intent's patterns in one language, as written in the data file. */
export interface LexiconEntry {
  readonly sure?: readonly string[];
  readonly hint?: readonly string[];
  readonly never?: readonly string[];
}

export type LexiconData = Readonly<Record<string, LexiconEntry>>;

interface Compiled {
  readonly intent: string;
  readonly sure?: RegExp;
  readonly hint?: RegExp;
  readonly never?: RegExp;
}

/** How strongly a lexicon speaks: 2 `sure`, 1 `hint`. Absent when it is silent or takes the intent back. */
export type Prior = ReadonlyMap<string, 1 | 2>;

export type Lexicon = ReadonlyMap<Language, readonly Compiled[]>;

/** Compiles the patterns once, at start. Throws SyntaxError for a pattern that is no regular expression. */
export function compileLexicon(data: Readonly<Partial<Record<Language, LexiconData>>>): Lexicon {
  return new Map(
    (Object.entries(data) as [Language, LexiconData][]).map(([language, intents]) => [
      language,
      Object.entries(intents).map(([intent, entry]) => ({
        intent,
        ...union("sure", entry.sure),
        ...union("hint", entry.hint),
        ...union("never", entry.never),
      })),
    ]),
  );
}

/** What the lexicon of one language makes of words joined by single spaces. */
export function priorOf(lexicon: Lexicon, language: Language, words: string): Prior {
  const found = new Map<string, 1 | 2>();
  for (const entry of lexicon.get(language) ?? []) {
    const level = entry.sure?.test(words) ? 2 : entry.hint?.test(words) ? 1 : 0;
    if (level !== 0 && !entry.never?.test(words)) found.set(entry.intent, level);
  }
  return found;
}

function union(key: "sure" | "hint" | "never", patterns: readonly string[] | undefined): object {
  if (!patterns || patterns.length === 0) return {};
  return { [key]: new RegExp(united(patterns, key !== "never")) };
}

/**
 * From the start of a word, and to the end of one where `whole`: what takes an intent back may be a stem («cancel»).
 * Patterns with the same bounds share them: a bound tried once for all of them takes a third of the time.
 */
function united(patterns: readonly string[], whole: boolean): string {
  const bounds = new Map<string, string[]>();
  for (const pattern of patterns) {
    const open = pattern.startsWith("^") ? "" : "\\b";
    const close = !whole || pattern.endsWith("$") ? "" : "(?![a-z0-9])";
    const key = `${open} ${close}`;
    bounds.set(key, [...(bounds.get(key) ?? []), `(?:${pattern})`]);
  }
  return [...bounds]
    .map(([key, alike]) => {
      const [open, close] = key.split(" ");
      return `(?:${open}(?:${alike.join("|")})${close})`;
    })
    .join("|");
}
