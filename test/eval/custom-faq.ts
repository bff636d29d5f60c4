/**
 * `node test/eval/custom-faq.ts [--misses]`: questions a hotel adds to its own file, five phrases a language, in words that
 * it did not list; and what they answer of the gold sentences, of which hardly one is about any of them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import type { HotelQuestion } from "../../src/domain/question.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { readData } from "../../src/understanding/load.ts";
import { createUnderstanding, type UnderstandingData } from "../../src/understanding/understand.ts";
import { NOW, ROOM_TYPES } from "../understanding/support.ts";
import { keptWeights } from "./custom-said.ts";
import { goldRows } from "./understanding-gold.ts";

interface Asked {
  readonly language: Language;
  readonly text: string;
  readonly id: string;
}

/** Of the sentences only tested on: answered, offered as a question, something else acted on, nothing at all. */
export interface FaqFigures {
  answered: number;
  offered: number;
  mistaken: number;
  missed: number;
  /** Of the gold sentences, those of nobody's matter too: those that one of the hotel's own questions answered. */
  intruded: number;
}

export function readFaq(file = "faq.txt"): { questions: HotelQuestion[]; asked: Asked[] } {
  const path = join(packageRoot(), "test", "eval", "custom", file);
  const asked: Asked[] = [];
  const questions = readFileSync(path, "utf8")
    .split(/^\[/m)
    .slice(1)
    .map((block): HotelQuestion => {
      const [head = "", ...lines] = block.trim().split("\n");
      const id = head.replace("]", "");
      const phrases: Partial<Record<Language, string[]>> = {};
      for (const line of lines) {
        const [, language = "en", tested, list = ""] = /^(es|en|pt)(\??): (.*)$/.exec(line) ?? [];
        const texts = list.split("|").map((text) => text.trim());
        if (tested === "?")
          asked.push(...texts.map((text) => ({ id, language: language as Language, text })));
        else phrases[language as Language] = texts;
      }
      return { id, phrases };
    });
  return { questions, asked };
}

/** Shares, 0…1. `told` hears every sentence that was not answered. */
export function measureFaq(
  data: UnderstandingData,
  told?: (line: string) => unknown,
  file?: string,
): FaqFigures {
  const { questions, asked } = readFaq(file);
  const options = { languages: LANGUAGES, roomTypes: ROOM_TYPES, questions, weights: keptWeights() };
  const { understand } = createUnderstanding(data, options);
  const figures: FaqFigures = { answered: 0, offered: 0, mistaken: 0, missed: 0, intruded: 0 };
  for (const { id, language, text } of asked) {
    const { intents } = understand(text, { now: NOW, language });
    const own = intents.find(({ name }) => name === id)?.band;
    const acted = intents.some(({ band }) => band === "act");
    const what = own === "act" ? "answered" : acted ? "mistaken" : own === "ask" ? "offered" : "missed";
    figures[what] += 1 / asked.length;
    if (what !== "answered")
      told?.(`${what} ${id} | ${text} | ${intents.map(({ name, band }) => `${name} ${band}`).join(", ")}`);
  }
  const ids = new Set(questions.map(({ id }) => id));
  const gold = LANGUAGES.flatMap((language) =>
    [...goldRows(language), ...goldRows(language, "outside")].map(({ text }) => ({ language, text })),
  );
  for (const { language, text } of gold) {
    const { intents } = understand(text, { now: NOW, language });
    const intruder = intents.find(({ name, band }) => band === "act" && ids.has(name));
    if (!intruder) continue;
    figures.intruded += 1 / gold.length;
    told?.(`intruded ${intruder.name} | ${text}`);
  }
  return figures;
}

if (import.meta.main) {
  const say = (line: string): unknown => process.stdout.write(`${line}\n`);
  const told = process.argv.includes("--misses") ? say : undefined;
  for (const file of ["faq.txt", "faq-more.txt", "faq-third.txt"]) {
    say(file);
    const figures = measureFaq(readData(packageRoot()), told, file);
    for (const [name, share] of Object.entries(figures))
      say(`${name.padEnd(9)} ${(100 * share).toFixed(1)} %`);
  }
}
