import { resolve } from "node:path";
import { expect, test } from "vitest";
import { failedFiles, type Report, summary } from "./results.ts";

const file = (name: string, ...statuses: string[]) => ({
  name: resolve(name),
  status: statuses.includes("failed") || statuses.length === 0 ? "failed" : "passed",
  message: "does not load",
  assertionResults: statuses.map((status, i) => ({
    status,
    fullName: `test ${i}`,
    failureMessages: status === "failed" ? ["because"] : [],
  })),
});
const run = (...testResults: Report["testResults"]): Report => ({ testResults });

test("what failed is told in its words, and a file that does not load counts as one", () => {
  const first = run(file("a.ts", "passed", "failed"), file("b.ts", "passed"), file("c.ts"));
  expect(failedFiles([first])).toEqual(["a.ts", "c.ts"]);
  const { lines, failed } = summary([first], []);
  expect(failed).toBe(2);
  expect(lines).toEqual([
    "\nFAILED a.ts: test 1\nbecause",
    "\nFAILED c.ts: the file as a whole\ndoes not load",
    "2 passed, 2 failed",
  ]);
});

test("what passes alone is named and counts; what fails twice does not", () => {
  const first = run(file("a.ts", "passed", "failed"), file("b.ts", "failed"));
  const { lines, failed } = summary([first], [run(file("a.ts", "passed", "passed"), file("b.ts", "failed"))]);
  expect(failed).toBe(1);
  expect(lines).toContain("\nPASSED ALONE a.ts: it failed beside the others");
  expect(lines.at(-1)).toBe("2 passed, 1 failed");
});

test("no test at all is a failure", () => {
  expect(summary([], []).lines).toEqual(["0 passed, 1 failed"]);
});
