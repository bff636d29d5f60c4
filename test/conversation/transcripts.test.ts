import { describe, expect, it } from "vitest";
import type { Language } from "../../src/domain/language.ts";
import type { Slots } from "../../src/domain/understood.ts";
import { type Guest, newGuest, type PmsMood, type Said, type SayOptions } from "./support/guest.ts";

/** A line of a conversation: what the guest writes and what it is understood as, a tap, or something that happens. */
type Line =
  | readonly [text: string, intents: string, slots?: Slots, more?: SayOptions]
  | { readonly tap: string }
  | { readonly pms: Partial<PmsMood> }
  | { readonly minutes: number }
  | { readonly givenBack: true };

const MARCH = { arrival: "2026-03-03", departure: "2026-03-05" };

const SPANISH: readonly Line[] = [
  ["Hola, buenas", "greeting"],
  ["¿Tenéis una doble del 3 al 5 de marzo?", "availability", { stay: MARCH, roomType: "double", rooms: 1 }],
  ["¿A qué hora es el desayuno?", "breakfast"],
  ["somos dos", "", { adults: 2 }],
  ["¿y hay piscina?", "pool", {}, { text: "¿y hay piscina?" }],
  ["sí, resérvala", "affirm book"],
  ["Ana", "", { name: "Ana" }],
  ["Pérez Gil", "", { name: "Pérez Gil" }],
  ["ana arroba example punto com", "", { email: "ana@example.com" }, { spoken: true }],
  { tap: "yes" },
  ["no, mejor del 6", "deny", { stay: { arrival: "2026-03-06" } }],
  ["en realidad somos tres", "", { adults: 3 }],
  ["perdón, dos y un niño de 5", "", { adults: 2, children: 1, childAges: [5] }],
  { minutes: 25 },
  ["sí", "affirm"],
  { tap: "yes" },
  ["gracias", "thanks"],
  ["¿me repites mi reserva?", "lookup_booking"],
  ["¿puede ser hasta el 9?", "modify_booking", { stay: { departure: "2026-03-09" } }],
  ["¿y hay piscina?", "pool", {}, { text: "¿y hay piscina?" }],
  { tap: "yes" },
  ["al final quiero cancelarla", "cancel_booking"],
  ["no, déjala", "deny"],
  ["quiero hablar con una persona", "person"],
  ["hola?", "greeting"],
  { givenBack: true },
];

const ENGLISH: readonly Line[] = [
  [
    "hi! how much is a room for the weekend of the 7th of March?",
    "price greeting",
    { stay: { arrival: "2026-03-06", departure: "2026-03-08" } },
  ],
  ["two adults and two kids", "", { adults: 2, children: 2 }],
  ["no, too expensive", "deny"],
  ["just the two of us then", "", { adults: 2, children: 0 }],
  ["hm", "", {}, { text: "hm" }],
  ["the second one", "", { choice: 2 }],
  ["Mary Jones", "", { name: "Mary Jones" }],
  ["can I check in early?", "early_check_in"],
  ["at eleven", "", { time: "11:00" }],
  ["mary@example.com", "", { email: "mary@example.com" }],
  { tap: "no" },
  ["+44 20 7946 0000", "", { phone: "+442079460000" }],
  { pms: { books: "down" } },
  ["yes, confirm", "affirm"],
  { pms: { books: "unknown" } },
  ["yes", "affirm"],
  ["is it booked?", "lookup_booking"],
  ["I want to talk to a person", "person"],
];

const PORTUGUESE: readonly Line[] = [
  ["bom dia, queria reservar", "book greeting"],
  ["dia 3 de março", "", { stay: { arrival: "2026-03-03" } }],
  ["duas noites", "", { stay: { nights: 2 } }],
  { pms: { free: { single: 0, double: 0, suite: 0 } } },
  ["2 pessoas", "", { adults: 2 }],
  { pms: { free: {}, down: true } },
  ["a primeira", "", { choice: 1 }],
  ["Joana Silva", "", { name: "Joana Silva" }],
  ["joana@example.com", "", { email: "joana@example.com" }],
  { tap: "yes" },
  { pms: { books: "refused" } },
  { tap: "yes" },
  { pms: { books: "firm", down: false } },
  ["quarto duplo", "", { roomType: "double" }],
  ["obrigada, até logo", "thanks goodbye"],
  ["afinal quero", "affirm"],
  ["where are you?", "location", {}, { language: "en" }],
  ["yes please", "affirm", {}, { language: "en" }],
];

describe.each<[Language, readonly Line[]]>([
  ["es", SPANISH],
  ["en", ENGLISH],
  ["pt", PORTUGUESE],
])("a long conversation in %s", (language, lines) => {
  it("reads like this", async () => {
    const guest = newGuest(language, { phone: "+34600111222" });
    const written = lines.flatMap((line) => write(guest, line)).join("\n");
    await expect(`${written}\n`).toMatchFileSnapshot(`transcripts/${language}.txt`);
  });
});

function write(guest: Guest, line: Line): string[] {
  if ("pms" in line) {
    Object.assign(guest.pms, line.pms);
    return [];
  }
  if ("minutes" in line) {
    guest.now += line.minutes * 60_000;
    return ["", `(${line.minutes} minutes later)`];
  }
  if ("givenBack" in line)
    return ["", "(the desk gives the conversation back)", ...said(guest.event({ kind: "given_back" }))];
  if ("tap" in line) {
    const id = guest.button(line.tap);
    return ["", `guest   [${guest.titleOf(id)}]`, ...said(guest.tap(id))];
  }
  const [text, intents, slots, more] = line;
  return ["", `guest   ${text}`, ...said(guest.say(intents, slots, { text, ...more }))];
}

function said({ text, buttons, requests }: Said): string[] {
  const bot = text === "" ? ["(silent)"] : text.split("\n").filter((line) => line !== "");
  const taps =
    buttons.length > 0 ? [`        ${buttons.map((button) => `[${button.title}]`).join(" ")}`] : [];
  const desk = requests.flatMap((request) =>
    request.kind === "handover" ? [`desk    ${request.summary.replaceAll("\n", " · ")}`] : [],
  );
  return [...bot.map((line, index) => `${index === 0 ? "hotel   " : "        "}${line}`), ...taps, ...desk];
}
