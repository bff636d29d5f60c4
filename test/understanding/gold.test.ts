import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { readData } from "../../src/understanding/load.ts";
import { phrasesOf } from "../../src/understanding/model.ts";
import { fold, wordsOf } from "../../src/understanding/text.ts";
import { DATES, drops, keyOf, readBaseline } from "../eval/understanding.ts";
import { measureDates } from "../eval/understanding-dates.ts";
import { goldRows, VARIANTS } from "../eval/understanding-gold.ts";
import { measure } from "../eval/understanding-measure.ts";
import { load } from "./support.ts";

const understanding = load();
const phrases = phrasesOf(readData(packageRoot()).phrases);

describe.each(LANGUAGES)("%s", (language) => {
  test.each(VARIANTS)("the gold sentences, %s, are understood no worse than before", (variant) => {
    const { figures } = measure(understanding, language, variant);
    expect(drops(figures, readBaseline()[keyOf(language, variant)])).toEqual([]);
  });

  test("are well understood as written", () => {
    const { figures } = measure(understanding, language, "clean");
    expect(figures.intents).toBeGreaterThanOrEqual(0.92);
    expect(figures.slots).toBeGreaterThanOrEqual(0.92);
    expect(figures.coverage).toBeGreaterThanOrEqual(0.85);
    expect(figures.wrongActs).toBeLessThanOrEqual(0.02);
  });

  test("nearly all dates that were written for measuring are read whole and right", () => {
    const { share, misses } = measureDates(understanding, language);
    expect(share, misses.join("\n")).toBeGreaterThanOrEqual(DATES);
  });

  test("none of the gold sentences is a phrase the model learned", () => {
    const learned = new Set(phrases.map((phrase) => wordsOf(fold(phrase.text)).join(" ")));
    // One or two words («stop», «baja», «pasado mañana») are what guests say; there is no other way to say them.
    const shared = [
      ...goldRows(language),
      ...goldRows(language, "fresh"),
      ...goldRows(language, "outside"),
      ...goldRows(language, "unseen"),
      ...goldRows(language, "beyond"),
      ...goldRows(language, "later"),
    ].filter(({ text }) => {
      const words = wordsOf(fold(text));
      return words.length > 2 && learned.has(words.join(" "));
    });
    expect(shared.map(({ text }) => text)).toEqual([]);
  });

  test("every intent has at least thirty phrases and 400 sentences stand against them", () => {
    const counts = new Map<string, Set<string>>();
    for (const phrase of phrases.filter((each) => each.language === language)) {
      for (const label of phrase.labels) counts.set(label, (counts.get(label) ?? new Set()).add(phrase.text));
    }
    expect([...counts].filter(([, texts]) => texts.size < 30).map(([label]) => label)).toEqual([]);
    expect(counts.size).toBeGreaterThanOrEqual(55);
    expect(goldRows(language).length).toBeGreaterThanOrEqual(400);
  });
});
