import { expect, test } from "vitest";
import { SWITCHABLE, TRANSACTIONS } from "../../src/domain/question.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { readData } from "../../src/understanding/load.ts";
import { createUnderstanding, type UnderstandingOptions } from "../../src/understanding/understand.ts";
import { keptWeights } from "../eval/custom-said.ts";
import { NOW, ROOM_TYPES } from "./support.ts";

const data = readData(packageRoot());
const weights = keptWeights();

const reader = (options: Pick<UnderstandingOptions, "off" | "questions">) => {
  const { understand } = createUnderstanding(data, {
    ...{ languages: ["es", "en"], roomTypes: ROOM_TYPES, weights },
    ...options,
  });
  return (text: string): string[] => understand(text, { now: NOW }).intents.map(({ name }) => name);
};

test("what is turned off is not heard, neither word for word nor in other words; the rest is", () => {
  const [on, off] = [reader({}), reader({ off: ["spa", "pets"] })];
  for (const [text, name] of [
    ["¿tenéis spa?", "spa"],
    ["is there a spa where I can get a massage?", "spa"],
    ["¿puedo llevar a mi perro?", "pets"],
  ] as const) {
    expect(on(text)).toContain(name);
    expect(off(text)).not.toContain(name);
  }
  expect(off("¿hay piscina y spa?")).toEqual(["pool"]);
  expect(off("quiero cancelar mi reserva")).toEqual(["cancel_booking"]);
}, 120_000);

test("a question of the hotel's own may go by the name, and is learned from its own phrases", () => {
  const questions = [{ id: "spa", phrases: { es: ["¿qué es el rincón del agua?", "quiero ir al rincón"] } }];
  const own = reader({ off: ["spa"], questions });
  expect(own("¿qué es el rincón del agua?")).toEqual(["spa"]);
  expect(own("quiero cancelar mi reserva")).toEqual(["cancel_booking"]);
}, 120_000);

test("what moves a booking or calls a person is nothing that can be turned off", () => {
  expect(SWITCHABLE.filter((each) => TRANSACTIONS.has(each))).toEqual([]);
});
