/** Longer messages are read up to here: what a guest wants stands in the first pages, and reading must stay bounded. */
export const MAX_CHARS = 2_000;

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[👍👌✅🆗🙆]/gu, " _yes_ "],
  [/[👎❌🙅]/gu, " _no_ "],
  [/👋/gu, " _hello_ "],
  [/🙏/gu, " _thanks_ "],
];

/** The message as the guest wrote it, fit for reading: composed, control characters and line breaks as spaces, cut. */
export function clean(text: string): string {
  return text
    .slice(0, MAX_CHARS)
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Lower case, without accents, quotes and dashes made plain, emoji that mean something as `_yes_`, `_no_`, `_hello_`
 * or `_thanks_` and the rest dropped, letters held down («holaaa») once. Punctuation and digits stay.
 */
export function fold(text: string): string {
  if (!/[^ -~]/.test(text)) return tidy(text.toLowerCase());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first 256 letters, which hold no emoji that mean something
  if (!/[^\u0000-\u00ff]/.test(text)) return tidy(latin(text));
  let folded = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  for (const [sign, word] of SIGNS) folded = folded.replace(sign, word);
  return tidy(
    folded
      .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}/gu, " ")
      .replace(/[‘’´]/g, "'")
      .replace(/[“”«»]/g, '"')
      .replace(/[‐‑‒–—−]/g, "-"),
  );
}

/** The same for what nearly every message is written in, at a fraction of the cost. */
const latin = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .toLowerCase()
    .replace(/[©®]/g, " ")
    .replace(/[«»]/g, '"');

const tidy = (folded: string): string =>
  folded
    .replace(/`/g, "'")
    .replace(/([a-z])\1{2,}/g, "$1")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_CHARS);

/** Letters and digits only, apostrophes closed up («what's» → whats), signs like `_yes_` kept. */
export function wordsOf(folded: string): string[] {
  return folded.replace(/'/g, "").match(/[a-z0-9_]+/g) ?? [];
}

/** Each word replaced by what it is short for, where `slang` knows it. */
export function expandSlang(folded: string, slang: ReadonlyMap<string, string>): string {
  return folded.replace(/(?<![a-z0-9@._])[a-z0-9]+\/?(?![a-z0-9@_])/g, (word) => slang.get(word) ?? word);
}
