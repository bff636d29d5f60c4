/**
 * What the JSON reports of the test runs say, for .ci/run.
 *
 *   node test/ci/results.ts failed REPORT...         the files that failed, one a line
 *   node test/ci/results.ts summary FIRST... -- SECOND...
 *     every failure in its words, then the count of the first runs; a file that failed there and passed in a second
 *     run, alone, is named and counts as passed. Exits 1 when anything failed for good, or no test ran.
 */
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";

interface Assertion {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
}

export interface TestFile {
  /** Absolute. */
  readonly name: string;
  readonly status: string;
  /** What went wrong with the file as a whole. */
  readonly message?: string;
  readonly assertionResults: readonly Assertion[];
}

export interface Report {
  readonly testResults: readonly TestFile[];
}

const WORDS = 12;
const name = (file: TestFile): string => relative(process.cwd(), file.name);
const passedTests = (file: TestFile): number =>
  file.assertionResults.filter(({ status }) => status === "passed").length;

/** A file that does not even load has no tests to fail: it counts as one. */
function failuresOf(file: TestFile): { title: string; words: string }[] {
  if (file.status !== "failed") return [];
  const failed = file.assertionResults.filter(({ status }) => status === "failed");
  if (failed.length === 0) return [{ title: "the file as a whole", words: file.message ?? "" }];
  return failed.map(({ fullName, failureMessages }) => ({
    title: fullName,
    words: (failureMessages ?? []).join("\n"),
  }));
}

const told = (file: TestFile): string[] =>
  failuresOf(file).map(
    ({ title, words }) => `\nFAILED ${name(file)}: ${title}\n${words.split("\n").slice(0, WORDS).join("\n")}`,
  );

/** The files in which anything failed, from the working folder. Pure. */
export function failedFiles(runs: readonly Report[]): string[] {
  return runs
    .flatMap((run) => run.testResults)
    .filter((file) => failuresOf(file).length > 0)
    .map(name);
}

/** The lines to print, the count last, and how many tests failed for good. Pure. */
export function summary(
  first: readonly Report[],
  second: readonly Report[],
): { lines: string[]; failed: number } {
  const again = new Map(second.flatMap((run) => run.testResults).map((file) => [name(file), file]));
  const lines: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const file of first.flatMap((run) => run.testResults)) {
    const alone = failuresOf(file).length > 0 ? again.get(name(file)) : undefined;
    lines.push(...told(file), ...(alone ? told(alone) : []));
    const counted = alone ?? file;
    const bad = failuresOf(counted).length;
    if (alone && bad === 0) lines.push(`\nPASSED ALONE ${name(file)}: it failed beside the others`);
    passed += passedTests(counted);
    failed += bad;
  }
  if (passed === 0) failed += 1;
  lines.push(`${passed} passed, ${failed} failed`);
  return { lines, failed };
}

function main([what, ...paths]: readonly string[]): void {
  const reports = (list: readonly string[]): Report[] =>
    list.filter((path) => existsSync(path)).map((path) => JSON.parse(readFileSync(path, "utf8")) as Report);
  if (what === "failed") {
    for (const file of failedFiles(reports(paths))) process.stdout.write(`${file}\n`);
    return;
  }
  const split = paths.indexOf("--");
  const { lines, failed } = summary(reports(paths.slice(0, split)), reports(paths.slice(split + 1)));
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
