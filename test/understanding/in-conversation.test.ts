import { describe, expect, it } from "vitest";
import { localNow } from "../../src/domain/calendar.ts";
import type { Language } from "../../src/domain/language.ts";
import type { Asked, Slots, UnderstandContext } from "../../src/domain/understood.ts";
import { load } from "./support.ts";

const understanding = load();
/** Monday 1 February 2027: a month before the stay that is spoken of. */
const now = localNow(Date.parse("2027-02-01T10:00:00Z"), "Europe/Madrid");
const MARCH = { arrival: "2027-03-03", departure: "2027-03-06" };

function slots(
  text: string,
  language: Language,
  asked: Asked,
  known: UnderstandContext["known"] = {},
): Slots {
  return understanding.understand(text, { now, language, asked, known }).slots;
}

describe("while a stay in March is spoken of", () => {
  it.each<[Language, string]>([
    ["es", "hasta el 5"],
    ["es", "el 5"],
    ["en", "until the 5th"],
    ["en", "the 5th"],
    ["pt", "até dia 5"],
  ])("%s «%s» is the day of departure, not a number of nights", (language, text) => {
    expect(slots(text, language, "departure", { arrival: "2027-03-03" }).stay).toEqual({
      departure: "2027-03-05",
    });
  });

  it.each<[Language, string]>([
    ["es", "no, mejor del 5"],
    ["en", "no, better from the 5th"],
    ["pt", "não, melhor a partir do dia 5"],
  ])("%s «%s» moves the arrival within March", (language, text) => {
    expect(slots(text, language, "name", MARCH).stay).toEqual({ arrival: "2027-03-05" });
  });

  it.each<[Language, string, Asked]>([
    ["es", "no, mejor del 5 al 7", "choice"],
    ["es", "mejor de 5 a 7", "choice"],
    ["en", "no, from the 5th to the 7th instead", "choice"],
    ["pt", "não, melhor de 5 a 7", "choice"],
    ["pt", "melhor de 5 a 7", "confirm"],
  ])("%s «%s» is other dates in March and no choice (asked: %s)", (language, text, asked) => {
    const read = slots(text, language, asked, MARCH);
    expect(read.stay).toEqual({ arrival: "2027-03-05", departure: "2027-03-07", nights: 2 });
    expect(read.choice).toBeUndefined();
  });

  it("a day of arrival is the one before the known departure, over the end of a month too", () => {
    const leaving = { departure: "2027-03-05" };
    expect(slots("el 3", "es", "arrival", leaving).stay).toEqual({ arrival: "2027-03-03" });
    expect(slots("el 28", "es", "arrival", leaving).stay).toEqual({ arrival: "2027-02-28" });
  });

  it("the hours of breakfast are no dates", () => {
    expect(slots("¿el desayuno es de 7 a 10?", "es", "choice", MARCH).stay).toBeUndefined();
  });
});

it.each<[Language, string]>([
  ["es", "somos dos"],
  ["es", "para dos"],
  ["en", "two of us"],
  ["en", "we are two"],
  ["pt", "somos dois"],
])("%s «%s» says who comes and no day, whatever was asked", (language, text) => {
  for (const asked of ["stay", "arrival", "party"] as const) {
    const read = slots(text, language, asked);
    expect(read.adults).toBe(2);
    expect(read.stay).toBeUndefined();
  }
});

it.each<[Language, string]>([
  ["es", "Marta Ruiz, marta@example.com, +34 600 111 444"],
  ["en", "Marta Ruiz marta@example.com"],
  ["pt", "Marta Ruiz, +351 912 345 678"],
])("%s a name asked for is found in a line with e-mail and phone: «%s»", (language, text) => {
  expect(slots(text, language, "name").name).toBe("Marta Ruiz");
});
