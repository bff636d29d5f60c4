import { expect, test, vi } from "vitest";
import type { Language } from "../../src/domain/language.ts";
import { phonedHotel } from "./support/caller.ts";

// Each daemon here is a whole one, with its voices: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

interface Words {
  readonly prices: string;
  readonly more: string;
  readonly left: string;
  readonly last: string;
  readonly which: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  es: {
    prices: "¿Qué precio tienen las habitaciones del 3 al 5 de marzo para una persona?",
    more: "Más.",
    left: "Hay una más. ¿Sigo?",
    last: "Opción 4",
    which: "¿Cuál prefieres?",
  },
  en: {
    prices: "How much are the rooms from March 3 to March 5 for one person?",
    more: "Yes, go on.",
    left: "There is one more. Shall I go on?",
    last: "Option 4",
    which: "Which one would you like?",
  },
  pt: {
    prices: "Quanto custam os quartos de 3 a 5 de março para uma pessoa?",
    more: "Diga mais, por favor.",
    left: "Há mais um. Continuo?",
    last: "Opção 4",
    which: "Qual prefere?",
  },
};

test.each(["es", "en", "pt"] as const)(
  "a caller hears four rooms in %s three at a time, and takes one by its key",
  async (language) => {
    const hotel = await phonedHotel();
    const { prices, more, left, last, which } = WORDS[language];
    const guest = await hotel.ring("+34600111222");
    const first = await guest.say(prices, language);
    expect(first).toContain(left);
    expect(first).not.toContain(last);
    const rest = await guest.say(more, language);
    expect(rest).toContain(last);
    expect(rest).toContain(which);
    const before = (await said(hotel)).length;
    guest.caller.press("2");
    expect(await guest.listen(before)).toMatch(/(Apartado|holding|guardado).*(nombre|name|nome)/is);
  },
);

test("the hash key goes on, and a list that was told leaves the question that was open to be asked again", async () => {
  const hotel = await phonedHotel();
  const guest = await hotel.ring("+34600111222");
  expect(await guest.say("Quiero reservar una doble para dos personas", "es")).toContain("fechas");
  const told = await guest.say("¿Qué habitaciones tenéis?", "es");
  expect(told).toMatch(/Hay una más\.\s+¿Sigo\?$/);
  const before = (await said(hotel)).length;
  guest.caller.press("#");
  expect(await guest.listen(before)).toMatch(/^Familiar.*fechas/s);
});

/** What the bot said on the call so far. */
async function said(hotel: Awaited<ReturnType<typeof phonedHotel>>): Promise<readonly string[]> {
  const { turns } = await hotel.conversation();
  return turns
    .filter(({ direction, kind }) => direction === "out" && kind === "voice")
    .map(({ text }) => text);
}
