import fc from "fast-check";
import { expect, test } from "vitest";
import type { Asked } from "../../src/domain/understood.ts";
import { MAX_CHARS } from "../../src/understanding/text.ts";
import { load, NOW } from "./support.ts";

const understanding = load();
const ASKED: readonly (Asked | undefined)[] = [
  undefined,
  "arrival",
  "departure",
  "stay",
  "party",
  "room_type",
  "choice",
  "name",
  "email",
  "phone",
  "confirm",
  "language",
  "anything",
];

/** Pieces that the readers look for, in any order: where a parser breaks, if it does. */
const pieces = fc.constantFrom(
  ..."3 31 99 0 2027 / - . : , del al de to from until y e and 3rd 1o marzo March março viernes Friday sexta segunda mañana tomorrow amanhã dentro in dos two duas noches nights más semana week finde weekend para somos niños arroba @ punto com +34 612345678 HB-7K3 llamo Ana a las pm ¿ ? 👍 a\u0301 \u202e \ud800 ﷺ".split(
    " ",
  ),
);

test("any text is read without throwing, and gives only dates that exist", () => {
  const any = fc.oneof(
    fc.string({ unit: "binary", maxLength: 10_000 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(" ")),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(
      any,
      fc.constantFrom(...ASKED),
      fc.constantFrom("es", "en", "pt", undefined),
      (text, asked, language) => {
        const read = understanding.understand(text, {
          now: NOW,
          ...(asked ? { asked } : {}),
          ...(language ? { language } : {}),
          known: { arrival: "2027-03-03" },
        });
        const { stay } = read.slots;
        for (const date of [stay?.arrival, stay?.departure, ...(stay?.candidates ?? [])]) {
          if (date !== undefined) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
        }
        if (!stay?.flag && stay?.arrival && stay.departure) expect(stay.departure > stay.arrival).toBe(true);
        if (!stay?.flag && stay?.arrival) expect(stay.arrival >= NOW.date).toBe(true);
        expect(read.text).toBe(text);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("noise never acts", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."bcdfgjkmpqvwxz"), minLength: 4, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 12 }), (words) => {
      const read = understanding.understand(words.join(" "), { now: NOW });
      expect(read.intents.filter((intent) => intent.band === "act")).toEqual([]);
    }),
  );
});

test.each([
  "1 ".repeat(5_000),
  "del 3 al ".repeat(1_200),
  "a".repeat(10_000),
  `${"a.".repeat(5_000)}@`,
  "- ".repeat(5_000),
  "e ".repeat(5_000),
  "no ".repeat(3_500),
  "si si ok claro ".repeat(700),
  "+34 6".repeat(2_000),
  "\u0301".repeat(10_000),
  "ﷺ".repeat(10_000),
])("ten thousand characters of one thing take under 20 ms of this process (%#)", (text) => {
  understanding.understand(text.slice(0, 10_000), { now: NOW });
  const runs = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    understanding.understand(text.slice(0, 10_000), { now: NOW, language: "es" });
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1_000;
  });
  expect(Math.min(...runs)).toBeLessThan(20);
});

test("a long message is read to its limit, not refused", () => {
  const read = understanding.understand(`quiero una doble ${"x".repeat(MAX_CHARS * 2)}`, { now: NOW });
  expect(read.slots.roomType).toBe("double");
});
