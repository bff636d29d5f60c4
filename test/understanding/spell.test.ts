import fc from "fast-check";
import { expect, test } from "vitest";
import { createSpeller, slips } from "../../src/understanding/spell.ts";

test("a word is put right to the nearest known one, whatever the slip", () => {
  const counts = new Map([
    ["habitacion", 5],
    ["reserva", 5],
    ["breakfast", 5],
    ["hotel", 5],
  ]);
  const { correct, text } = createSpeller(counts);
  expect(text("una habitasion con brekfast")).toBe("una habitacion con breakfast");
  expect(correct("resrva")).toBe("reserva");
  expect(correct("rreserva")).toBe("reserva");
  expect(correct("rezerva")).toBe("reserva");
  expect(correct("hoetl")).toBe("hotel");
  expect(correct("hovel")).toBe("hovel");
});

// Few letters, so that many words are a slip apart and what is left out early would show.
const word = (least: number) =>
  fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), minLength: least, maxLength: 11 });

test("no word that is near enough is left out for its letters", () => {
  fc.assert(
    fc.property(fc.array(word(4), { minLength: 1, maxLength: 12 }), word(6), (known, said) => {
      const counts = new Map(known.map((each) => [each, 1]));
      const allowed = said.length >= 10 ? 2 : 1;
      const least = Math.min(
        ...known.filter((each) => each[0] === said[0]).map((each) => slips(said, each, allowed)),
      );
      const found = createSpeller(counts).correct(said);
      if (counts.has(said) || least > allowed) expect(found).toBe(said);
      else expect(slips(said, found, allowed)).toBe(least);
    }),
    { seed: 7, numRuns: 500 },
  );
});
