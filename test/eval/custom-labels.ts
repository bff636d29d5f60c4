/**
 * `node test/eval/custom-labels.ts`: how well a hotel's own labels, several a sentence, are learned: sentences made of
 * the frames and things of custom/ontology.*.txt, about 50 and about 900 to learn from, other sentences to be tested on.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../src/domain/language.ts";
import type { HotelQuestion } from "../../src/domain/question.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { readData } from "../../src/understanding/load.ts";
import { createUnderstanding, type UnderstandingData } from "../../src/understanding/understand.ts";
import { developersFolder, weightFiles } from "../../src/understanding/weight-files.ts";
import type { WeightStore } from "../../src/understanding/weights.ts";
import { NOW, ROOM_TYPES } from "../understanding/support.ts";

interface Said {
  readonly text: string;
  readonly labels: readonly string[];
  /** Made of a frame and a thing that are never learned, or of those that are. */
  readonly unheard: boolean;
  readonly heard: boolean;
}

/** Every fourth frame and thing is only tested on: what is said in other words than those learned. */
const UNHEARD = 4;

const MOST_TESTED = 400;

/** Every frame with some of the things, in an order that is the same each time and favours none. */
export function sentences(language: Language): Said[] {
  const path = join(packageRoot(), "test", "eval", "custom", `ontology.${language}.txt`);
  const [frames = [], things = []] = readFileSync(path, "utf8")
    .split(/^\[.*\]$/m)
    .slice(1)
    .map((block) =>
      block
        .trim()
        .split("\n")
        .map((line) => line.split("|").map((cell) => cell.trim()))
        .map(([text = "", labels = ""]) => ({ text, labels: labels.split(" ") })),
    );
  const all = frames.flatMap((frame, row) =>
    things.map((thing, column) => ({
      text: frame.text.replace("{}", thing.text),
      labels: [...new Set([...frame.labels, ...thing.labels])],
      unheard: row % UNHEARD === 1 && column % UNHEARD === 1,
      heard: row % UNHEARD !== 1 && column % UNHEARD !== 1,
    })),
  );
  return all
    .map((said) => ({ said, at: hash(said.text) }))
    .sort((a, b) => a.at - b.at)
    .map(({ said }) => said);
}

export function hash(text: string): number {
  let value = 2_166_136_261;
  for (const sign of text) value = Math.imul(value ^ sign.charCodeAt(0), 16_777_619);
  return (Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32;
}

export function asQuestions(
  list: readonly Pick<Said, "text" | "labels">[],
  language: Language,
): HotelQuestion[] {
  const phrases = new Map<string, string[]>();
  for (const { text, labels } of list)
    for (const label of labels) phrases.set(label, [...(phrases.get(label) ?? []), text]);
  return [...phrases].map(([id, texts]) => ({ id, phrases: { [language]: texts } }));
}

/** Micro-F1 of the labels acted on, learned from `size` sentences that begin at `from`. */
export function customF1(
  data: UnderstandingData,
  language: Language,
  size: number,
  from: number,
  weights: WeightStore | undefined,
): number {
  const all = sentences(language);
  const heard = all.filter((said) => said.heard);
  const train = heard.slice(from, from + size);
  const names = new Set(all.flatMap(({ labels }) => labels));
  const questions = asQuestions(train, language);
  const options = { languages: [language], roomTypes: ROOM_TYPES, questions, weights };
  const reader = createUnderstanding(data, options);
  let [right, wrong, missed] = [0, 0, 0];
  for (const { text, labels } of all.filter(({ unheard }) => unheard).slice(0, MOST_TESTED)) {
    const acted = reader
      .understand(text, { now: NOW, language })
      .intents.filter(({ band, name }) => band === "act" && names.has(name))
      .map(({ name }) => name);
    right += acted.filter((name) => labels.includes(name)).length;
    wrong += acted.filter((name) => !labels.includes(name)).length;
    missed += labels.filter((name) => !acted.includes(name)).length;
  }
  return (2 * right) / (2 * right + wrong + missed);
}

if (import.meta.main) {
  const data = readData(packageRoot());
  const folder = developersFolder(packageRoot());
  const weights = folder === undefined ? undefined : weightFiles(folder);
  for (const language of ["en", "es"] as const) {
    const small = [0, 1_000, 2_000].map((from) => customF1(data, language, 50, from, weights));
    const mean = small.reduce((sum, each) => sum + each, 0) / small.length;
    process.stdout.write(
      `${language}: 50 ${mean.toFixed(3)}, 900 ${customF1(data, language, 900, 0, weights).toFixed(3)}\n`,
    );
  }
}
