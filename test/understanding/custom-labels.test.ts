import { expect, test } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { readData } from "../../src/understanding/load.ts";
import { customF1 } from "../eval/custom-labels.ts";

const data = readData(packageRoot());

// What is tested on is said in frames and of things that were never learned: harder than what guests repeat.
test.each([
  ["en", 50, 0.62],
  ["es", 50, 0.6],
  ["en", 900, 0.72],
  ["es", 900, 0.68],
] as const)(
  "a system of forty labels of a hotel's own, %s, from %d sentences",
  (language, size, least) => {
    expect(customF1(data, language, size, 0)).toBeGreaterThanOrEqual(least);
  },
  60_000,
);
