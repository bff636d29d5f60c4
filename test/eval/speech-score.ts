import { digitWords, numberWords } from "../../audio/mouth/text/numbers.ts";
import { ordinalEn } from "../../audio/mouth/text/numbers-en.ts";
import type { Language } from "../../src/domain/language.ts";

/** Words to compare: numbers written out, accents, case and punctuation gone. */
export function words(text: string, language: Language, digitByDigit = false): string[] {
  return text
    .toLowerCase()
    .replace(/(\d+)(st|nd|rd|th)\b/g, (_, digits: string) => ordinalEn(Number(digits)))
    .replace(/([ap])\.\s?m\.?/g, "$1m")
    .replace(/(\d)([ap]m)\b/g, "$1 $2")
    .replace(/(\d)[.,](?=\d{3}\b)/g, "$1")
    .replace(/\d+/g, (digits) => {
      const apart = digitByDigit || digits.startsWith("0");
      return ` ${apart ? digitWords(digits, language) : numberWords(Number(digits), language)} `;
    })
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/'/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Substitutions, insertions and deletions between two lists. */
export function editDistance(want: readonly string[], got: readonly string[]): number {
  let row = Array.from({ length: got.length + 1 }, (_, j) => j);
  want.forEach((wanted, i) => {
    const next = [i + 1];
    got.forEach((word, j) => {
      const same = wanted === word ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + same, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}

export interface Errors {
  readonly errors: number;
  readonly words: number;
}

/** Word errors of a transcript. A number may have been said either way («304»): the kinder reading counts. */
export function wordErrors(want: string, got: string, language: Language): Errors {
  const wanted = words(want, language);
  const readings = [words(got, language), words(got, language, true)];
  return {
    errors: Math.min(...readings.map((reading) => editDistance(wanted, reading))),
    words: wanted.length,
  };
}

/** Which of the phrases are in the transcript. */
export function phrasesFound(phrases: readonly string[], got: string, language: Language): number {
  const said = ` ${words(got, language).join(" ")} `;
  return phrases.filter((phrase) => said.includes(` ${words(phrase, language).join(" ")} `)).length;
}

/** True when a phrase of one to twelve words is said three times running and more often than it was spoken. */
export function hasLoop(want: string, got: string, language: Language): boolean {
  return longestRepeat(words(got, language)) > Math.max(2, longestRepeat(words(want, language)));
}

function longestRepeat(list: readonly string[]): number {
  let most = 1;
  for (let length = 1; length <= 12; length++) {
    for (let start = 0; start + length <= list.length; start++) {
      const phrase = list.slice(start, start + length).join(" ");
      let copies = 1;
      while (
        list.slice(start + copies * length, start + (copies + 1) * length).join(" ") === phrase &&
        start + (copies + 1) * length <= list.length
      ) {
        copies++;
      }
      most = Math.max(most, copies);
    }
  }
  return most;
}

/** The value below which `share` (0…1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
