import { LANGUAGES } from "../../src/domain/language.ts";
import { AREAS, type Row } from "./acceptance/rows.ts";

/** What vitest's JSON reporter writes, as far as it is read here. */
export interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

type Result = "ok" | "FAILED" | "skipped" | "missing";

interface Line {
  readonly row: Row;
  readonly results: readonly Result[];
}

/** Every row of the acceptance table with what became of it in each language; a row nobody walks is «missing». */
export function linesOf(rows: readonly Row[], report: TestReport): readonly Line[] {
  return rows.map((row) => ({
    row,
    results: LANGUAGES.map((language) =>
      row.file === undefined ? ofJourney(report, row, language) : ofFile(report, row.file),
    ),
  }));
}

function ofJourney(report: TestReport, row: Row, language: string): Result {
  const found = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.ancestorTitles.includes(row.area) && test.title === `${row.name} [${language}]`);
  return joined(found.map(({ status }) => status));
}

function ofFile(report: TestReport, path: string): Result {
  const file = report.testResults.find(({ name }) => name.endsWith(path));
  return file ? joined(file.assertionResults.map(({ status }) => status).concat(file.status)) : "skipped";
}

function joined(statuses: readonly string[]): Result {
  if (statuses.length === 0) return "missing";
  if (statuses.some((status) => status === "failed")) return "FAILED";
  return statuses.some((status) => status === "passed") ? "ok" : "skipped";
}

export interface Table {
  readonly text: string;
  /** False when a journey failed. */
  readonly ok: boolean;
}

export function tableOf(rows: readonly Row[], report: TestReport): Table {
  const lines = linesOf(rows, report);
  const head = ["area", "scenario", ...LANGUAGES, ""];
  const cells = lines.map(({ row, results }) => [AREAS[row.area], row.name, ...results, row.file ?? ""]);
  const widths = head.map((_, at) => Math.max(...[head, ...cells].map((line) => line[at]?.length ?? 0)));
  const write = (line: readonly string[]): string =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  const all = lines.flatMap(({ results }) => results);
  const count = (result: Result): number => all.filter((each) => each === result).length;
  const missing = lines.filter(({ results }) => results.includes("missing")).map(({ row }) => row);
  const summary = [
    `${lines.length} scenarios in ${LANGUAGES.length} languages: ${count("ok")} ok, ${count("FAILED")} failed, ` +
      `${count("skipped")} skipped, ${count("missing")} missing`,
    ...missing.map((row) => `no journey: ${AREAS[row.area]}: ${row.name}`),
  ];
  const text = [write(head), ...cells.map(write), "", ...summary].join("\n");
  return { text: `${text}\n`, ok: count("FAILED") === 0 && count("ok") > 0 };
}
