import { expect, test } from "vitest";
import { adviseModel } from "../../../src/ops/model/advice.ts";

const BASE = 81_768_585;

test.each([
  ["a small office machine", { bytes: BASE, turnMs: 510, memoryMb: 4_000 }, "base"],
  ["a fast one", { bytes: BASE, turnMs: 200, memoryMb: 16_000 }, "small"],
  ["a fast one without memory for two small engines", { bytes: BASE, turnMs: 200, memoryMb: 1_400 }, "base"],
  ["a slow one", { bytes: BASE, turnMs: 1_600, memoryMb: 4_000 }, "tiny"],
  ["one too slow for any", { bytes: BASE, turnMs: 5_000, memoryMb: 4_000 }, "tiny"],
  [
    "the same machine, told by the small model",
    { bytes: 264_000_000, turnMs: 750, memoryMb: 8_000 },
    "small",
  ],
  ["and by the tiny one", { bytes: 43_500_000, turnMs: 300, memoryMb: 8_000 }, "base"],
])("%s is told which model fits", (_, timed, fits) => {
  const advice = adviseModel(timed);
  expect(advice.fits).toBe(fits);
  expect(advice.text).toContain(fits);
});

test("what other models would take is told in ms", () => {
  expect(adviseModel({ bytes: BASE, turnMs: 500, memoryMb: 8_000 }).text).toContain("small 1885 ms");
  expect(adviseModel({ bytes: BASE, turnMs: 5_000, memoryMb: 8_000 }).text).toContain("Callers wait");
});
