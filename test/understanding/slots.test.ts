import { expect, test } from "vitest";
import type { Language } from "../../src/domain/language.ts";
import type { Asked } from "../../src/domain/understood.ts";
import { load, NOW, rows } from "./support.ts";

const understanding = load();

test.each(rows("slots"))("%s «%s» gives %s", (where, said, expected) => {
  const [language, asked] = (where ?? "").split(":") as [Language, Asked | ""];
  const { slots } = understanding.understand(said ?? "", { now: NOW, language, ...(asked ? { asked } : {}) });
  expect(slots).toEqual(JSON.parse(expected ?? "{}"));
});

test("«una noche más» is one more than is known, whatever is known", () => {
  const known = { arrival: "2026-12-01", departure: "2026-12-03" };
  for (const [language, text] of [
    ["es", "una noche más"],
    ["en", "one more night"],
    ["pt", "mais uma noite"],
  ] as const) {
    expect(understanding.understand(text, { now: NOW, language, known }).slots).toEqual({
      shift: { nights: 1 },
    });
  }
});

test("a bare number after «until when» that is a day or nights alike is asked about", () => {
  const read = (text: string, arrival: string) =>
    understanding.understand(text, { now: NOW, language: "es", asked: "departure", known: { arrival } }).slots
      .stay;
  expect(read("5", "2027-03-03")).toEqual({ flag: "ambiguous", candidates: ["2027-03-05", "2027-03-08"] });
  expect(read("2", "2027-03-03")).toEqual({ departure: "2027-03-05", nights: 2 });
  expect(read("hasta el domingo", "2026-12-03")).toEqual({ departure: "2026-12-06" });
});

test("a correction by day number alone stays in the month that is talked of", () => {
  const known = { arrival: "2027-03-03", departure: "2027-03-05" };
  const { slots, intents } = understanding.understand("no, mejor del 5 al 7", {
    now: NOW,
    language: "es",
    asked: "confirm",
    known,
  });
  expect(slots.stay).toMatchObject({ arrival: "2027-03-05", departure: "2027-03-07" });
  expect(intents[0]?.name).toBe("deny");
});
