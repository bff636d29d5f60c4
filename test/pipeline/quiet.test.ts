import { expect, test } from "vitest";
import { burstCompleteAt } from "../../src/pipeline/quiet.ts";

const window = { quietMs: 1_500, longestMs: 10_000 };

test("a burst is complete a quiet window after its last message", () => {
  expect(burstCompleteAt([1_000], window, 1_000)).toBe(2_500);
  expect(burstCompleteAt([1_000, 2_400, 1_900], window, 2_400)).toBe(3_900);
});

test("a guest who never stops writing is answered all the same", () => {
  expect(burstCompleteAt([1_000, 10_900], window, 10_900)).toBe(11_000);
});

test("a clock that was put back by an hour costs no guest an hour", () => {
  expect(burstCompleteAt([3_600_000, 3_601_000], window, 5_000)).toBe(5_000);
});
