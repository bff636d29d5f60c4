// What the JSON reports of the test runs say, for .ci/run.
//   node .ci/results.mjs failed REPORT...         the files that failed, one a line
//   node .ci/results.mjs summary FIRST... -- SECOND...
//     every failure with its words, then the count of the first runs; a file that failed there and passed
//     in a second run, alone, is named and counts as passed. Exits 1 when anything failed for good.
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const print = (line) => process.stdout.write(`${line}\n`);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const name = (file) => relative(process.cwd(), file.name);
const passedTests = (file) => file.assertionResults.filter(({ status }) => status === "passed").length;

/** A file that does not even load has no tests to fail: it counts as one. */
function failuresOf(file) {
  if (file.status !== "failed") return [];
  const failed = file.assertionResults.filter(({ status }) => status === "failed");
  if (failed.length === 0) return [{ title: "the file as a whole", words: file.message }];
  return failed.map(({ fullName, failureMessages }) => ({
    title: fullName,
    words: failureMessages.join("\n"),
  }));
}

function show(file) {
  for (const { title, words } of failuresOf(file)) {
    print(`\nFAILED ${name(file)}: ${title}`);
    print(words.split("\n").slice(0, 12).join("\n"));
  }
}

function summary(first, second) {
  const again = new Map(second.flatMap((run) => run.testResults).map((file) => [name(file), file]));
  let passed = 0;
  let failed = 0;
  for (const file of first.flatMap((run) => run.testResults)) {
    show(file);
    const alone = again.get(name(file));
    if (alone) show(alone);
    const counted = alone ?? file;
    if (alone && failuresOf(alone).length === 0)
      print(`\nPASSED ALONE ${name(file)}: it failed beside the others`);
    passed += passedTests(counted);
    failed += failuresOf(counted).length;
  }
  if (passed === 0) failed += 1; // no test ran
  print(`${passed} passed, ${failed} failed`);
  return failed > 0;
}

const [what, ...paths] = process.argv.slice(2);
const reports = (list) => list.filter((path) => existsSync(path)).map(read);
if (what === "failed") {
  for (const file of reports(paths).flatMap((run) => run.testResults)) {
    if (failuresOf(file).length > 0) print(name(file));
  }
} else {
  const split = paths.indexOf("--");
  process.exitCode = summary(reports(paths.slice(0, split)), reports(paths.slice(split + 1))) ? 1 : 0;
}
