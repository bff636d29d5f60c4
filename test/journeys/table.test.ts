import { expect, it } from "vitest";
import type { Row } from "./acceptance/rows.ts";
import { tableOf } from "./table.ts";

const rows: Row[] = [
  { area: "edge", name: "past dates" },
  { area: "edge", name: "nobody walks it" },
  { area: "failure", name: "disk full", file: "test/faults/process.test.ts" },
];

const test = (title: string, status: string) => ({ ancestorTitles: ["edge"], title, status });
const report = (pt: string) => ({
  testResults: [
    {
      name: "/x/test/journeys/acceptance/edge.test.ts",
      status: "passed",
      assertionResults: [
        test("past dates [es]", "passed"),
        test("past dates [en]", "pending"),
        test("past dates [pt]", pt),
      ],
    },
    {
      name: "/x/test/faults/process.test.ts",
      status: "passed",
      assertionResults: [{ ancestorTitles: [], title: "disk", status: "passed" }],
    },
  ],
});

it("says what became of every row in every language, and names the one nobody walks", () => {
  const { text, ok } = tableOf(rows, report("passed"));
  expect(ok).toBe(true);
  expect(text).toMatch(/Edges +past dates +ok +skipped +ok/);
  expect(text).toMatch(/Failures +disk full +ok +ok +ok +test\/faults/);
  expect(text).toContain("no journey: Edges: nobody walks it");
  expect(text).toContain("3 scenarios in 3 languages: 5 ok, 0 failed, 1 skipped, 3 missing");
});

it("is not well when one failed", () => {
  const { text, ok } = tableOf(rows, report("failed"));
  expect(ok).toBe(false);
  expect(text).toMatch(/past dates +ok +skipped +FAILED/);
});
