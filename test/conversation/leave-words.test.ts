import { describe, expect, it, test } from "vitest";
import { putsOff } from "../../src/conversation/leave-words.ts";
import { newGuest } from "./support/guest.ts";

const intents = (...names: string[]) => names.map((name) => ({ name, score: 1, band: "act" }) as const);

test.each([
  "Gracias, me lo pienso.",
  "Me lo tengo que pensar",
  "Déjeme pensarlo",
  "Lo consulto con mi mujer y ya le digo",
  "Ya les llamo yo",
  "Os llamo más tarde",
  "Thanks, I'll think about it.",
  "Let me think it over",
  "I need to talk to my husband",
  "We'll call you back",
  "Obrigado, vou pensar.",
  "Preciso de pensar",
  "Ligo mais tarde",
  "We want to talk it over",
  "Let me think",
  "We'll sleep on it and let you know",
  "Tenho de consultar a minha mulher",
  "Vou pensar nisso, obrigada",
])("«%s» puts off deciding", (text) => {
  expect(putsOff(text, { intents: intents("thanks"), slots: {} })).toBe(true);
});

test.each([
  ["Os llamo para reservar una doble", ["book"], {}],
  ["Me lo pienso, pero ¿a qué hora es el desayuno?", ["breakfast"], {}],
  ["Me lo pienso, ¿y del 5 al 7?", [], { stay: { arrival: "2026-03-05" } }],
  ["Les llamo desde Madrid", [], {}],
  ["¿Me pueden llamar más tarde?", [], {}],
  ["Can you call me back?", [], {}],
  ["Gracias", ["thanks"], {}],
  ["¿Cuánto pienso come un perro?", [], {}],
  ["I need to talk about something", [], {}],
  ["We want to talk about a group", [], {}],
  ["I want to talk over the details of the wedding", [], {}],
  ["Let me think about what we need: two cots", [], {}],
  ["Quero consultar uma coisa", [], {}],
  ["Tenho de consultar uma reserva", [], {}],
  ["Vou pensar num presente, vendem?", [], {}],
] as const)("«%s» does not", (text, names, slots) => {
  expect(putsOff(text, { intents: intents(...names), slots })).toBe(false);
});

describe("«vale, gracias, me lo tengo que pensar»", () => {
  it("is no yes to a read-back: nothing is booked, and the room that is held is named", () => {
    const guest = newGuest("es", { phone: "+34600111222" });
    guest.say("book", {
      stay: { arrival: "2026-03-03", departure: "2026-03-05" },
      adults: 2,
      roomType: "double",
      name: "Ana Pérez",
      email: "ana@example.com",
      phone: "+34600111222",
    });
    expect(guest.state.question).toBe("confirm");
    const said = guest.say("affirm thanks", {}, { text: "Vale, gracias, me lo tengo que pensar" });
    expect(said.requests).toEqual([]);
    expect(said.text).toMatch(/apartad/);
    expect(guest.state.question).toBeUndefined();
    expect(guest.state.draft?.quote).toBeDefined();
  });

  it("is passed on where it is what somebody is to be told", () => {
    const guest = newGuest("es");
    guest.state = { ...guest.state, greeted: true, question: "rating_why", asked: "anything" };
    const said = guest.say("", {}, { text: "Nadie contestaba; me lo tengo que pensar otra vez" });
    expect(said.text).not.toMatch(/[Hh]asta (luego|pronto)/);
  });
});
