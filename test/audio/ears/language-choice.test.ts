import { describe, expect, it } from "vitest";
import { candidates, languageScore } from "../../../audio/ears/language-choice.ts";
import { LANGUAGES } from "../../../src/domain/language.ts";

describe("the languages worth hearing in", () => {
  it("is one when the engine is sure", () => {
    expect(candidates("es", LANGUAGES, { es: 0.01, en: 0.96, pt: 0.01, de: 0.02 })).toEqual(["en"]);
  });

  it("never is one the hotel does not speak", () => {
    expect(candidates("es", ["es", "en"], { gl: 0.9, es: 0.06, en: 0.04 })).toEqual(["es", "en"]);
  });

  it("is several when two are close, the likelier first", () => {
    expect(candidates("es", LANGUAGES, { es: 0.36, en: 0.02, pt: 0.55 })).toEqual(["pt", "es"]);
  });

  it("is all of them when none is likely, and the hotel's own when nothing is known", () => {
    expect(candidates("es", LANGUAGES, { es: 0.001, en: 0.004, pt: 0.002, ja: 0.9 })).toHaveLength(3);
    expect(candidates("pt", LANGUAGES, {})).toEqual(["pt"]);
  });
});

describe("how well a reading fits its language", () => {
  it("lets sure words win over a slightly likelier language", () => {
    const among = { es: 0.55, pt: 0.45 };
    const spanish = languageScore("es", LANGUAGES, among, -0.9);
    const portuguese = languageScore("pt", LANGUAGES, among, -0.3);
    expect(portuguese).toBeGreaterThan(spanish);
  });

  it("lets a clear language win over slightly surer words", () => {
    const among = { es: 0.98, en: 0.02 };
    expect(languageScore("es", LANGUAGES, among, -0.63)).toBeGreaterThan(
      languageScore("en", LANGUAGES, among, -0.55),
    );
  });
});
