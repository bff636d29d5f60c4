import type { Language } from "../domain/language.ts";
import type { Example } from "./classifier.ts";
import type { PhraseData } from "./model.ts";
import type { NameReader } from "./own-names.ts";
import { expandTemplate } from "./templates.ts";

/** A whole sentence and every piece of meaning in it: names of names.yaml. */
export interface Said {
  readonly language: Language;
  readonly text: string;
  readonly pieces: readonly string[];
  /** Pieces of which hotels say it either way: «my booking» is one that exists, or just a booking. */
  readonly unsure: readonly string[];
}

/** Sentences taken of a line: 3 to 12 gave the same F1, 6 take half the time of 12 to learn. */
const MOST = 6;
/** Part of the usual cost of getting such a sentence wrong (0.3 to 1 gave the same F1). */
const WEIGHT = 0.4;

/**
 * The sentences of said.*.yaml in some languages. A key is the pieces, `none` for facts alone, a piece of which nothing
 * is to be learned with «?»; its lines are written as those of phrases.*.yaml.
 */
export function saidIn(data: PhraseData, languages: readonly Language[]): Said[] {
  return languages.flatMap((language) =>
    Object.entries(data[language]).flatMap(([key, lines]) => {
      const names = key === "none" ? [] : key.split(" ");
      const pieces = names.filter((name) => !name.endsWith("?"));
      const unsure = names.filter((name) => name.endsWith("?")).map((name) => name.slice(0, -1));
      return lines
        .trim()
        .split("\n")
        .flatMap((line) => some(expandTemplate(line)))
        .map((text) => ({ language, text, pieces, unsure }));
    }),
  );
}

function some(all: readonly string[]): string[] {
  const step = Math.max(1, all.length / MOST);
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** What a sentence is an example of, among the labels of a hotel. */
export type Taught = Pick<Example, "labels" | "about" | "weight">;

/**
 * Reads a sentence as an example of a hotel's labels: of those whose names mean pieces that the sentences have. Of the
 * others, and of what hotels say either way, it teaches nothing. Undefined when the names of no label are known.
 */
export function teacher(
  sentences: readonly Said[],
  labels: readonly string[],
  names: NameReader,
): ((said: Said) => Taught) | undefined {
  const heard = new Set(sentences.flatMap(({ pieces }) => pieces));
  const known = labels
    .map((label) => ({ label, of: names.piecesOf(label) }))
    .filter(({ of }) => of.length > 0 && of.every((piece) => heard.has(piece)));
  if (known.length === 0) return undefined;
  const all = new Set(known.map(({ label }) => label));
  return ({ pieces, unsure }) => {
    const sure = known.filter(({ of }) => !of.some((piece) => unsure.includes(piece)));
    return {
      labels: sure.filter(({ of }) => of.every((piece) => pieces.includes(piece))).map(({ label }) => label),
      about: unsure.length === 0 ? all : new Set(sure.map(({ label }) => label)),
      weight: WEIGHT,
    };
  };
}
