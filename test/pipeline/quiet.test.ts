import { expect, test } from "vitest";
import { burstCompleteAt } from "../../src/pipeline/quiet.ts";

const window = { quietMs: 1_500, longestMs: 10_000 };

test("a burst is complete a quiet window after its last message", () => {
  expect(burstCompleteAt([1_000], window)).toBe(2_500);
  expect(burstCompleteAt([1_000, 2_400, 1_900], window)).toBe(3_900);
});

test("a guest who never stops writing is answered all the same", () => {
  expect(burstCompleteAt([1_000, 10_900], window)).toBe(11_000);
});
