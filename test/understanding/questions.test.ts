import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type HotelQuestion, SUBJECTS, TRANSACTIONS } from "../../src/domain/question.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { loadUnderstanding, readData } from "../../src/understanding/load.ts";
import { NO_INTENT, phrasesOf } from "../../src/understanding/model.ts";
import { testKnowledge } from "../../src/understanding/self-test.ts";
import { NOW, ROOM_TYPES } from "./support.ts";

const TOWELS: HotelQuestion = {
  id: "kayaks",
  phrases: {
    es: [
      "¿alquiláis kayaks?",
      "quiero remar",
      "¿hay piraguas?",
      "¿se puede ir en kayak por el río?",
      "kayak para dos",
    ],
    en: [
      "do you rent kayaks?",
      "can we go kayaking",
      "canoes for hire",
      "I'd like to paddle",
      "kayak on the river",
    ],
  },
  keywords: ["kayak", "piragua", "canoe"],
};
const hotel = { languages: ["es", "en"] as const, roomTypes: ROOM_TYPES, country: "ES" };
const acted = (questions: readonly HotelQuestion[], text: string): string[] =>
  loadUnderstanding(packageRoot(), { ...hotel, questions })
    .understand(text, { now: NOW })
    .intents.filter((intent) => intent.band === "act")
    .map((intent) => intent.name);

test("a hotel's own question is recognised by its phrases and its keywords, and disturbs no other", () => {
  expect(acted([TOWELS], "¿alquiláis kayaks?")).toEqual(["kayaks"]);
  expect(acted([TOWELS], "hola, ¿tenéis kayaks para alquilar?")).toEqual(expect.arrayContaining(["kayaks"]));
  expect(acted([TOWELS], "quiero cancelar mi reserva")).toEqual(["cancel_booking"]);
});

test("more phrases for a shipped question come back under its name", () => {
  const more: HotelQuestion = {
    id: "brunch",
    extends: "breakfast",
    phrases: { es: ["¿servís chocolate con churros?"] },
    keywords: ["tostada"],
  };
  expect(acted([more], "¿servís chocolate con churros?")).toEqual(["breakfast"]);
  expect(acted([], "¿ponéis tostadas integrales?")).toEqual([]);
  expect(acted([more], "¿ponéis tostadas integrales?")).toEqual(["breakfast"]);
});

test("no question of a hotel's stands in for a transaction", () => {
  const named: HotelQuestion = { id: "cancel_booking", phrases: { es: ["anular"] } };
  const extending: HotelQuestion = { id: "own", extends: "book", phrases: { es: ["apúntame"] } };
  const unknown: HotelQuestion = { id: "own", extends: "nothing", phrases: { es: ["apúntame"] } };
  for (const question of [named, extending, unknown]) {
    expect(() => acted([question], "hola")).toThrow(expect.objectContaining({ code: "CONFIG_INVALID" }));
  }
  const thief: HotelQuestion = {
    id: "trick",
    phrases: { es: ["quiero cancelar mi reserva", "cancelar mi reserva"] },
  };
  expect(acted([thief], "quiero cancelar mi reserva")).toContain("cancel_booking");
});

test("the self-test names what a hotel's phrases would be taken for", () => {
  const trick: HotelQuestion = {
    id: "trick",
    phrases: { es: ["quiero reservar una habitación doble", "reservar una doble"] },
  };
  const findings = testKnowledge(readData(packageRoot()), { ...hotel, questions: [TOWELS, trick] }, NOW);
  expect(findings).toContainEqual({ kind: "few_phrases", question: "trick" });
  expect(findings).toContainEqual(
    expect.objectContaining({ kind: "shadows", question: "trick", with: "book" }),
  );
  expect(findings.filter((finding) => finding.question === "kayaks" && finding.kind === "shadows")).toEqual(
    [],
  );
});

test("the intents that ship are transactions, subjects, or none", () => {
  const labels = new Set(phrasesOf(readData(packageRoot()).phrases).flatMap((phrase) => phrase.labels));
  const shipped = [...labels].filter((label) => !NO_INTENT.has(label));
  expect(shipped.toSorted()).toEqual([...SUBJECTS, ...TRANSACTIONS].toSorted());
});

test("the guide names subjects that exist", () => {
  const text = readFileSync(join(packageRoot(), "docs", "configuration.md"), "utf8");
  const listed = /^Subjects that guests[\s\S]*?\. Phrases/m.exec(text)?.[0] ?? "";
  const names = [...listed.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]);
  expect(names.length).toBe(30);
  expect(names.filter((name) => !SUBJECTS.includes(name ?? ""))).toEqual([]);
});

test("a hotel's own system of labels is learned from few phrases, several at once, whatever else ships", () => {
  const asked = (id: string, ...en: string[]): HotelQuestion => ({ id, phrases: { en } });
  const questions = [
    asked("booking", "cancel my booking", "I want to change the booking I made", "a new reservation please"),
    asked("cancel_close", "cancel my booking", "please cancel dinner"),
    asked("change", "I want to change the booking I made"),
    asked("swimming_pool", "is the water heated"),
    asked("how_much", "what do you charge for a dip"),
    asked("restaurant", "please cancel dinner"),
  ];
  const names = new Set(questions.map(({ id }) => id));
  const read = loadUnderstanding(packageRoot(), { ...hotel, questions });
  const labels = (text: string): string[] =>
    read
      .understand(text, { now: NOW, language: "en" })
      .intents.filter(({ name, band }) => names.has(name) && band === "act")
      .map(({ name }) => name)
      .toSorted();
  expect(labels("could you cancel our reservation?")).toEqual(["booking", "cancel_close"]);
  expect(labels("change my reservation to Friday, please")).toEqual(["booking", "change"]);
  expect(labels("how much is the pool?")).toEqual(["how_much", "swimming_pool"]);
  expect(labels("who won the match last night")).toEqual([]);
  // What ships goes on beside it.
  const { intents } = read.understand("could you cancel our reservation?", { now: NOW, language: "en" });
  expect(intents[0]).toMatchObject({ name: "cancel_booking", band: "act" });
});

test("a question of the hotel's own leaves every shipped reading as it was", () => {
  const plain = loadUnderstanding(packageRoot(), hotel);
  const added = loadUnderstanding(packageRoot(), { ...hotel, questions: [TOWELS] });
  for (const text of [
    "¿hay piscina?",
    "I want to cancel my reservation",
    "¿cuánto cuesta una doble?",
    "hola",
  ]) {
    expect(added.understand(text, { now: NOW }).intents).toEqual(
      plain.understand(text, { now: NOW }).intents,
    );
  }
});
