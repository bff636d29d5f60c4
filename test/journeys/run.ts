import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../src/platform/package-root.ts";
import { ROWS } from "./acceptance/rows.ts";
import { type TestReport, tableOf } from "./table.ts";

/**
 * `npm run journeys [-- AREA…]`: everything guests live through, walked through the real pipeline in every language, and
 * a table of what became of it. Exit 1 when one failed. Rows kept by a slow fault test are skipped here: npm run test:slow.
 */
/** Areas whose journeys share a file. */
const IN_ONE_FILE: Readonly<Record<string, string>> = {
  modify: "changes",
  cancel: "changes",
  phone: "spoken",
};

const areas = process.argv.slice(2);
const rows = areas.length === 0 ? ROWS : ROWS.filter(({ area }) => areas.includes(area));
if (rows.length === 0) {
  process.stderr.write(`Say npm run journeys -- ${[...new Set(ROWS.map(({ area }) => area))].join(" | ")}\n`);
  process.exit(3);
}
const folder = mkdtempSync(join(tmpdir(), "hotelbot-journeys-"));
const output = join(folder, "report.json");
const journeys =
  areas.length === 0
    ? ["test/journeys/acceptance"]
    : areas.map((area) => `acceptance/${IN_ONE_FILE[area] ?? area}`);
const files = rows.flatMap(({ file }) =>
  file === undefined || file.endsWith(".slow.test.ts") ? [] : [file],
);
const ran = await execa(
  "vitest",
  [
    "run",
    "--project",
    "default",
    "--reporter=json",
    `--outputFile=${output}`,
    ...journeys,
    ...new Set(files),
  ],
  { cwd: packageRoot(), preferLocal: true, reject: false, stdio: ["ignore", "ignore", "inherit"] },
);
try {
  const report = JSON.parse(readFileSync(output, "utf8")) as TestReport;
  const { text, ok } = tableOf(rows, report);
  process.stdout.write(text);
  process.exitCode = ok && ran.exitCode === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`the journeys could not be walked: ${String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
