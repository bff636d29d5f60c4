import { expect, test } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { readData } from "../../src/understanding/load.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import { asQuestions, customF1 } from "../eval/custom-labels.ts";
import { f1, keptWeights, measureSaid, saidIn } from "../eval/custom-said.ts";
import { NOW, ROOM_TYPES } from "./support.ts";

const data = readData(packageRoot());
const weights = keptWeights();

// What is tested on is said in frames and of things that were never learned: harder than what guests repeat.
test.each([
  ["en", 50, 0.8],
  ["es", 50, 0.77],
  ["en", 900, 0.88],
  ["es", 900, 0.88],
] as const)(
  "a system of forty labels of a hotel's own, %s, from %d sentences",
  (language, size, least) => {
    expect(customF1(data, language, size, 0, weights)).toBeGreaterThanOrEqual(least);
  },
  60_000,
);

test.each([
  ["en", 50, 0.81],
  ["es", 50, 0.78],
  ["pt", 50, 0.81],
  ["en", 900, 0.87],
  ["es", 900, 0.87],
] as const)(
  "what callers say is given every label of a hotel's own, %s, from %d sentences",
  (language, size, least) => {
    const { act } = measureSaid(data, language, size, { weights, draws: 1 });
    expect(f1(act)).toBeGreaterThanOrEqual(least);
  },
  60_000,
);

test("what a conversation makes of short words takes no label of a hotel's own away", () => {
  const questions = asQuestions(saidIn("en").slice(0, 50), "en");
  const options = { languages: ["en"], roomTypes: ROOM_TYPES, questions, weights } as const;
  const { understand } = createUnderstanding(data, options);
  const named = (text: string, asked?: "party") =>
    understand(text, { now: NOW, language: "en", ...(asked ? { asked } : {}) }).intents.map(
      ({ name }) => name,
    );
  expect(named("cancel it please")).toEqual(expect.arrayContaining(["cancel", "cancel_booking"]));
  expect(named("two rooms", "party")).toContain("room");
}, 60_000);
