import { expect, test } from "vitest";
import type { Language } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { loadUnderstanding } from "../../src/understanding/load.ts";
import { NOW, ROOM_TYPES, show } from "./support.ts";

const read = (country: string) =>
  loadUnderstanding(packageRoot(), { languages: ["es", "en", "pt"], roomTypes: ROOM_TYPES, country });
const hotels = { ES: read("ES"), PT: read("PT"), BR: read("BR"), GB: read("GB"), MX: read("MX") };

// NOW is Tuesday 24 November 2026.
test.each([
  ["ES", "es", "queremos ir el puente de diciembre", "within 2026-12-05..2026-12-08"],
  ["ES", "es", "para el día de la Constitución", "2026-12-06>-"],
  ["ES", "es", "el puente del Pilar", "within 2027-10-09..2027-10-12"],
  ["ES", "es", "habitación para Semana Santa", "within 2027-03-21..2027-03-28"],
  ["PT", "pt", "quarto no feriado de Corpus Christi", "within 2027-05-27..2027-05-30"],
  ["BR", "pt", "tem vaga no feriado de Tiradentes?", "2027-04-21>-"],
  ["GB", "en", "anything free on the May bank holiday weekend", "within"],
  ["GB", "en", "a double for the bank holiday weekend in August", "within 2027-08-28..2027-08-30"],
  ["MX", "es", "quiero ir el día de la independencia", "2027-09-16>-"],
] as const)("in %s (%s) «%s» is %s", (country, language, text, expected) => {
  const { stay } = hotels[country].understand(text, { now: NOW, language: language as Language }).slots;
  expect(show(stay)).toContain(expected);
});

test("a bridge over a river is no stretch of days", () => {
  const { stay } = hotels.ES.understand("estamos al lado de un puente", { now: NOW, language: "es" }).slots;
  expect(stay).toBeUndefined();
});
