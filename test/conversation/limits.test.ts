import { describe, expect, it } from "vitest";
import { buttonsFor } from "../../src/conversation/buttons.ts";
import { type PhraseKey, placeholdersOf, SIGNATURES } from "../../src/conversation/phrase-keys.ts";
import { phrase } from "../../src/conversation/phrases.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { phrasesIn, WORDINGS } from "./support/hotel.ts";

/** Cloud API: a reply button's title, a body beside buttons, a plain text. */
const TITLE = 20;
const BESIDE_BUTTONS = 1024;
const PLAIN = 4096;

const keys = Object.keys(SIGNATURES) as PhraseKey[];

/** The longest that can fill a placeholder in earnest. */
const LONGEST: Readonly<Record<string, string>> = {
  list: "1. Habitación familiar con vistas al mar, del miércoles 30 de septiembre al jueves 1 de octubre: 12.345,67 €\n".repeat(
    6,
  ),
  description: "Dos camas de 90 cm o una de 150, baño completo, balcón y vistas a la bahía, 24 m². ".repeat(
    2,
  ),
  policy:
    "Puedes cancelar gratis hasta 48 horas antes de la llegada; después se cobra la primera noche. ".repeat(
      2,
    ),
  facts:
    "del miércoles 30 de septiembre al jueves 1 de octubre, 9 adultos y 1 niño, cuatro habitaciones familiares",
  when: "Recepción abre mañana a las 9:00 y te responderá entonces por aquí.",
  text: "x".repeat(300),
};
const ANYTHING = "miércoles 30 de septiembre de 2027";

function worst(key: PhraseKey): never {
  const values = placeholdersOf(key).map((name) => [
    name,
    name === "count" ? 30 : (LONGEST[name] ?? ANYTHING),
  ]);
  return Object.fromEntries(values) as never;
}

describe.each(WORDINGS)("in the wording %o", (wording) => {
  const book = phrasesIn(wording);

  it.each(LANGUAGES)("every phrase in %s fits where it goes, at its longest", (language) => {
    for (const key of keys) {
      const { text, speech } = phrase(book, language, key, worst(key));
      expect(text, key).not.toMatch(/[{}]|undefined|\[object|NaN/);
      expect(speech, key).not.toMatch(/[{}]|undefined|\[object|NaN|[•×]/);
      // Questions stand beside buttons.
      expect(text.length, key).toBeLessThanOrEqual(/^(ask|offer|read)\./.test(key) ? BESIDE_BUTTONS : PLAIN);
      if (/^(button|topic)\./.test(key)) expect(text.length, text).toBeLessThanOrEqual(TITLE);
    }
  });
});

describe("buttons", () => {
  it("fit by construction: three at most, each title short and its own, whatever is to be written on them", () => {
    const long = "Habitación doble superior con vistas al mar";
    const made = buttonsFor(
      7,
      [1, 2, 3].map((n) => ({ action: `choice:${n}`, title: long })),
    );
    expect(made).toHaveLength(3);
    for (const { title, id } of made) {
      expect(title.length).toBeLessThanOrEqual(TITLE);
      expect(id).toMatch(/#7$/);
    }
    expect(new Set(made.map(({ title }) => title)).size).toBe(3);
    expect(
      buttonsFor(
        7,
        [1, 2, 3, 4].map((n) => ({ action: `choice:${n}`, title: "x" })),
      ),
    ).toEqual([]);
    // A family of emoji is one character to a reader and many to the API: never cut in its middle.
    const [emoji] = buttonsFor(1, [{ action: "a", title: "👨‍👩‍👧‍👦".repeat(4) }]);
    expect(emoji?.title.length).toBeLessThanOrEqual(TITLE);
    expect(emoji?.title).not.toMatch(/[\ud800-\udbff]$|[\ud800-\udbff]…/);
  });
});
