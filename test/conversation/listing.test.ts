import { describe, expect, it, test } from "vitest";
import { saysMore } from "../../src/conversation/more-words.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { keptBooking } from "./support/existing-pms.ts";
import { type Guest, newGuest, type Said } from "./support/guest.ts";
import { hotel, roomTypes } from "./support/hotel.ts";

const PHONE = "+34600111222";
const STAY = { stay: { arrival: "2026-03-03", departure: "2026-03-05" }, adults: 2 };

/** Seven kinds of rooms for two, «clase 1» to «clase 7». */
const SEVEN = Array.from({ length: 7 }, (_, index) => {
  const name = `clase ${index + 1}`;
  const named = { es: name, en: name, pt: name };
  const [, double] = roomTypes;
  if (!double) throw new Error("no double room");
  return {
    ...double,
    id: `kind${index + 1}`,
    name: named,
    description: { es: "bonita", en: "nice", pt: "bonito" },
  };
});

function caller(language: Language = "es", kinds = 5): Guest {
  return newGuest(language, { phone: PHONE, onCall: true, roomTypes: SEVEN.slice(0, kinds) });
}

/** What a caller says: what they want is told by the test, their words are `text`. */
const says = (guest: Guest, text: string, intents = "", slots = {}): Said =>
  guest.say(intents, slots, { text, spoken: true });

/** The kinds named in what was said, in order. */
const kinds = ({ speech }: Said): number[] =>
  Array.from(speech.matchAll(/[Cc]lase (\d)/g), ([, number]) => Number(number));

const SIGO: Readonly<Record<Language, string>> = { es: "¿Sigo?", en: "Shall I go on?", pt: "Continuo?" };
const LEFT: Readonly<Record<Language, string>> = {
  es: "Hay 2 más.",
  en: "There are 2 more.",
  pt: "Há mais 2.",
};
const MORE: Readonly<Record<Language, readonly string[]>> = {
  es: ["Más.", "Sí, sigue", "Dime más, por favor", "¿Qué más hay?"],
  en: ["More.", "Yes, go on", "Tell me more, please", "Continue"],
  pt: ["Mais.", "Sim, continua", "Diga mais, por favor", "O que mais tem?"],
};

describe.each(LANGUAGES)("five rooms on a call in %s", (language) => {
  it("are read three at a time, and then the rest", () => {
    const guest = caller(language);
    const first = says(guest, "", "price", STAY);
    expect(kinds(first)).toEqual([1, 2, 3]);
    expect(first.speech).toContain(`${LEFT[language]} ${SIGO[language]}`);
    for (const text of MORE[language]) {
      const heard = guest.state;
      const rest = says(guest, text);
      expect(kinds(rest), text).toEqual([4, 5]);
      expect(rest.speech).not.toContain(SIGO[language]);
      expect(guest.state.question).toBe("offer");
      guest.state = heard;
    }
  });

  it("and a written conversation reads them all at once", () => {
    const guest = newGuest(language, { phone: PHONE, roomTypes: SEVEN.slice(0, 5) });
    const said = guest.say("price", STAY);
    expect(kinds(said)).toEqual([1, 2, 3, 4, 5]);
    expect(said.speech).not.toContain(SIGO[language]);
    expect(guest.state).not.toHaveProperty("listing");
  });
});

describe("a list that is read out on a call", () => {
  it("goes on by a yes, by the key and as often as there is more", () => {
    const guest = caller("es", 7);
    guest.state = { ...guest.state, greeted: true };
    expect(kinds(says(guest, "", "room_types"))).toEqual([1, 2, 3]);
    expect(kinds(says(guest, "sí", "affirm"))).toEqual([4, 5, 6]);
    const last = guest.tap("more");
    expect(kinds(last)).toEqual([7]);
    expect(last.speech).not.toContain("¿Sigo?");
    expect(says(guest, "más").speech).toBe("No hay más.");
  });

  it.each([
    ["its number", "la quinta", { choice: 5 }, 5],
    ["a number alone", "cuatro", { number: 4 }, 4],
    ["its name", "la clase 2", { roomType: "kind2" }, 2],
  ])("is chosen from by %s at any time, said or not", (_by, text, slots, chosen) => {
    const guest = caller();
    says(guest, "", "price", STAY);
    says(guest, text, "", slots);
    expect(guest.state.draft?.quote?.roomType).toBe(`kind${chosen}`);
    expect(guest.state).not.toHaveProperty("listing");
  });

  it("is chosen from by key at any time", () => {
    const guest = caller();
    says(guest, "", "price", STAY);
    guest.tap("choice:5");
    expect(guest.state.draft?.quote?.roomType).toBe("kind5");
  });

  it("ends with a no: which one it is to be is asked in short, and a yes to that is no «more»", () => {
    const guest = caller();
    says(guest, "", "price", STAY);
    expect(says(guest, "no, gracias", "deny thanks").speech).toBe("¿Cuál prefieres?");
    expect(says(guest, "sí", "affirm").speech).toContain("Son 5 opciones");
    expect(kinds(says(guest, "más"))).toEqual([4, 5]);
  });

  it("is not read again after a question in between, and goes on from where it was", () => {
    const guest = caller();
    says(guest, "", "price", STAY);
    const between = says(guest, "¿a qué hora es el desayuno?", "breakfast");
    expect(between.speech).toMatch(/7:30.*¿Cuál prefieres\?$/s);
    expect(kinds(between)).toEqual([]);
    expect(kinds(says(guest, "sigue"))).toEqual([4, 5]);
  });

  it("that is told while something else is asked takes a yes from it: nothing is booked by «sí, sigue» or «sí»", () => {
    const guest = caller("es", 4);
    says(guest, "", "book", {
      ...STAY,
      roomType: "kind1",
      name: "Ana Pérez",
      email: "ana@example.com",
      phone: PHONE,
    });
    expect(guest.state.question).toBe("confirm");
    const told = says(guest, "¿qué habitaciones tenéis?", "room_types");
    expect(told.speech).toMatch(/Hay una más\.\n¿Sigo\?$/);
    const rest = says(guest, "sí", "affirm");
    expect(rest.requests).toEqual([]);
    expect(kinds(rest)[0]).toBe(4);
    expect(rest.speech).toContain("¿Está todo bien y la confirmo?");
    // «sigue» has nothing left to go on with: it belongs to the yes.
    expect(says(guest, "sí, sigue", "affirm").requests.map(({ kind }) => kind)).toContain("book");
  });

  it("that is cut short by what comes next tells how much there is, and can still be asked for", () => {
    const guest = caller("es", 7);
    const said = says(guest, "¿qué habitaciones tenéis? Quiero reservar", "room_types book");
    expect(said.speech).toMatch(/Hay 4 más\..*¿Para qué fechas\?/s);
    expect(said.speech).not.toContain("¿Sigo?");
    const rest = says(guest, "más");
    expect(kinds(rest)).toEqual([4, 5, 6]);
  });

  it("of kinds, after one the hotel has none of, is told the same way", () => {
    const guest = caller("es", 5);
    const said = says(guest, "una triple", "", { missingKind: "triple" });
    expect(kinds(said)).toEqual([1, 2, 3]);
    expect(said.speech).toContain("Hay 2 más.");
    const rest = says(guest, "más");
    expect(rest.speech).toMatch(/^Clase 4, para .*; clase 5, para .*\./);
  });

  it("in the hotel's own answer is told the same way, what stands around it once", () => {
    const restaurant =
      "Hoy tenemos:\n• Sopa\n• Merluza\n• Pollo\n  asado\n- Tarta\nTodo se sirve en la terraza.";
    const faq = { ...hotel.faq, restaurant: { es: restaurant, en: restaurant, pt: restaurant } };
    const own = { phone: PHONE, hotel: { ...hotel, faq } };
    const guest = newGuest("es", { ...own, onCall: true });
    guest.state = { ...guest.state, greeted: true };
    expect(says(guest, "", "restaurant").speech).toBe(
      "Hoy tenemos: Sopa. Merluza. Pollo asado.\nHay una más.\n¿Sigo?",
    );
    expect(says(guest, "sí", "affirm").speech).toBe("Tarta.\nTodo se sirve en la terraza.");
    const written = newGuest("es", own);
    expect(written.say("restaurant").text).toContain(restaurant);
    expect(written.state).not.toHaveProperty("listing");
  });

  it("of bookings is read three at a time, and one is chosen by its number", () => {
    const guest = caller();
    guest.pms.kept = Array.from({ length: 5 }, (_, index) => ({
      own: true,
      booking: keptBooking({ code: `CODE${index + 1}`, pmsId: String(index) }),
    }));
    const said = says(guest, "", "lookup_booking");
    expect(said.speech).toMatch(/Opción 3.*Hay 2 más\. ¿Sigo\?$/s);
    expect(said.speech).not.toContain("Opción 4");
    expect(says(guest, "más").speech).toMatch(/^Opción 4.*Opción 5.*¿De cuál hablamos\?$/s);
    expect(says(guest, "la cuatro", "", { number: 4 }).speech).toContain("C, O, D, E, 4");
  });

  it("of nineteen is no loop of two machines", () => {
    const many = Array.from({ length: 19 }, (_, index) => `• Plato ${index + 1}`).join("\n");
    const faq = { ...hotel.faq, restaurant: { es: many, en: many, pt: many } };
    const guest = newGuest("es", { phone: PHONE, hotel: { ...hotel, faq }, onCall: true });
    says(guest, "", "restaurant");
    for (let part = 1; part < 7; part++) {
      expect(says(guest, "más").speech).toContain(`Plato ${part * 3 + 1}`);
      expect(guest.state.mode).toBe("bot");
    }
  });
});

test.each([
  "la más barata",
  "quiero más toallas",
  "una noche más",
  "more towels",
  "mais uma toalha",
  "sí",
  "no",
  "",
])("«%s» asks for no more of a list", (text) => expect(saysMore(text)).toBe(false));
