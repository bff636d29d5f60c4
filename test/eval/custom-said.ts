/**
 * `node test/eval/custom-said.ts [--misses]`: a hotel's own system of labels, several a sentence, on what callers say.
 * Sentences of custom/said.*.txt are learned and tested in turns: 50 learned and the rest tested, then four fifths
 * learned, filled up to 200 and 900 with sentences made of custom/ontology.*.txt, and a fifth tested.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { readData } from "../../src/understanding/load.ts";
import { createUnderstanding, type UnderstandingData } from "../../src/understanding/understand.ts";
import type { WeightStore } from "../../src/understanding/weights.ts";
import { NOW, ROOM_TYPES } from "../understanding/support.ts";
import { asQuestions, hash, sentences } from "./custom-labels.ts";

export interface Said {
  readonly text: string;
  readonly labels: readonly string[];
}

/** Labels counted over tested sentences. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

export const f1 = ({ right, wrong, missed }: Tally): number => (2 * right) / (2 * right + wrong + missed);

/** The sentences of a language in an order that is the same each time and favours none. */
export function saidIn(language: Language): Said[] {
  const path = join(packageRoot(), "test", "eval", "custom", `said.${language}.txt`);
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([text = "", labels = ""]) => ({ text, labels: labels.split(" ").filter(Boolean) }))
    .map((said) => ({ said, at: hash(said.text) }))
    .sort((a, b) => a.at - b.at)
    .map(({ said }) => said);
}

const DRAWS = 5;
/** What is measured: sentences learned, by language. There are fewer in Portuguese, and none are made up. */
const CURVE: readonly (readonly [Language, number])[] = [
  ["en", 50],
  ["en", 200],
  ["en", 900],
  ["es", 50],
  ["es", 200],
  ["es", 900],
  ["pt", 50],
  ["pt", 76],
];

export interface Measuring {
  readonly weights: WeightStore;
  /** Draws measured, of the five. */
  readonly draws?: number;
  /** Hears every sentence that went wrong. */
  readonly told?: ((line: string) => unknown) | undefined;
}

/** What is learned and what is tested, five times: `size` sentences, those above the callers' own made up. */
export function draws(language: Language, size: number): { train: Said[]; test: Said[] }[] {
  const all = saidIn(language);
  const made = language === "pt" ? [] : sentences(language);
  return Array.from({ length: DRAWS }, (_, draw) => {
    const fold = all.filter((_, at) => at % DRAWS === draw);
    const rest = all.filter((_, at) => at % DRAWS !== draw);
    if (size > 50) return { train: [...rest, ...made.slice(0, Math.max(0, size - rest.length))], test: fold };
    const from = Math.floor((draw * all.length) / DRAWS);
    const turned = [...all.slice(from), ...all.slice(0, from)];
    return { train: turned.slice(0, size), test: turned.slice(size) };
  });
}

/** Labels acted on and, apart, acted on or asked about, over all draws. */
export function measureSaid(
  data: UnderstandingData,
  language: Language,
  size: number,
  { weights, draws: most = DRAWS, told }: Measuring,
): { act: Tally; ask: Tally } {
  const [act, ask] = [empty(), empty()];
  for (const { train, test } of draws(language, size).slice(0, most)) {
    const questions = asQuestions(train, language);
    const names = new Set([...train, ...test].flatMap(({ labels }) => labels));
    const options = { languages: [language], roomTypes: ROOM_TYPES, questions, weights };
    const reader = createUnderstanding(data, options);
    for (const { text, labels } of test) {
      const { intents } = reader.understand(text, { now: NOW, language });
      const read = intents.filter(({ name }) => names.has(name));
      const heard = read.map(({ name }) => name);
      const acted = read.filter(({ band }) => band === "act").map(({ name }) => name);
      count(act, acted, labels);
      count(ask, heard, labels);
      const missed = labels.filter((name) => !acted.includes(name));
      const wrong = acted.filter((name) => !labels.includes(name));
      if (missed.length + wrong.length > 0)
        told?.(`${size} | ${text} | missed ${missed.join(" ")} | wrong ${wrong.join(" ")}`);
    }
  }
  return { act, ask };
}

const empty = (): Tally => ({ right: 0, wrong: 0, missed: 0 });

function count(tally: Tally, heard: readonly string[], labels: readonly string[]): void {
  tally.right += heard.filter((name) => labels.includes(name)).length;
  tally.wrong += heard.filter((name) => !labels.includes(name)).length;
  tally.missed += labels.filter((name) => !heard.includes(name)).length;
}

/** Weights kept for the life of a process: what ships is learned once. */
export function keptWeights(): WeightStore {
  const kept = new Map<string, Uint8Array>();
  return { load: (key) => kept.get(key), save: (key, bytes) => void kept.set(key, bytes) };
}

if (import.meta.main) {
  const data = readData(packageRoot());
  const weights = keptWeights();
  const say = (line: string): unknown => process.stdout.write(`${line}\n`);
  const told = process.argv.includes("--misses") ? say : undefined;
  for (const [language, size] of CURVE) {
    const { act, ask } = measureSaid(data, language, size, { weights, told });
    const precision = act.right / (act.right + act.wrong);
    say(
      `${language} ${String(size).padStart(3)}: F1 ${f1(act).toFixed(3)} (precision ${precision.toFixed(3)}), with asked ${f1(ask).toFixed(3)}`,
    );
  }
}
