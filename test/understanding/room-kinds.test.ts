import { expect, test } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { loadUnderstanding } from "../../src/understanding/load.ts";
import { load, NOW, ROOM_TYPES } from "./support.ts";

const { understand } = load();

test.each([
  ["quiero una triple del 3 al 5 de marzo", "triple"],
  ["una tripel no, una triple", "triple"],
  ["can I get a triple room from 3 to 5 march", "triple"],
  ["preciso de um quarto triplo para 3 pessoas", "triple"],
  ["quiero una cuádruple", "quadruple"],
  ["a suite with jacuzzi please for tomorrow", "jacuzzi"],
  ["quisiera una habitación con yacuzzi", "jacuzzi"],
  ["quarto com hidromassagem", "jacuzzi"],
  ["a bed in a shared dorm for two nights", "shared"],
  ["una doble y una triple para el viernes", "triple"],
] as const)("«%s» asks for a kind the hotel lacks", (text, kind) => {
  const { slots } = understand(text, { now: NOW });
  expect(slots.missingKind).toBe(kind);
  expect(slots.roomType).toBeUndefined();
  expect(slots.roomMix).toBeUndefined();
});

test.each([
  "una individual para hoy",
  "a suite for tomorrow",
  "do you have a jacuzzi?",
  "you charge triple the price!",
  "os cobra el triple",
  "somos una familia de 4",
])("«%s» does not", (text) => {
  expect(understand(text, { now: NOW }).slots.missingKind).toBeUndefined();
});

test("what a hotel's own words name is not lacking", () => {
  const [first, ...rest] = ROOM_TYPES;
  if (first === undefined) throw new Error("no room types");
  const roomTypes = [
    { ...first, description: { es: "Con jacuzzi", en: "With jacuzzi", pt: "Com jacuzzi" } },
    ...rest.map((type) =>
      type.id === "family" ? { ...type, words: { ...type.words, es: ["familiar", "triple"] } } : type,
    ),
  ];
  const own = loadUnderstanding(packageRoot(), { languages: ["es", "en", "pt"], roomTypes, country: "ES" });
  expect(own.understand("quiero una triple", { now: NOW }).slots).toMatchObject({ roomType: "family" });
  expect(own.understand("una individual con jacuzzi", { now: NOW }).slots).toMatchObject({
    roomType: "single",
  });
});
