/**
 * `node test/eval/understanding.ts [--misses] [--write]`: how well guests are understood, on sentences written by hand
 * and under noise, against the committed baseline. Exit code 1 when a figure dropped.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { load, NOW } from "../understanding/support.ts";
import { measureDates } from "./understanding-dates.ts";
import { goldRows, VARIANTS, type Variant } from "./understanding-gold.ts";
import { type Figures, measure } from "./understanding-measure.ts";

export type Baseline = Readonly<Record<string, Figures>>;

const BASELINE = join(packageRoot(), "test", "eval", "understanding-baseline.json");
/** Two sentences of 438: below it a change is chance. */
export const TOLERANCE = 0.005;
/** Of the dates that were written for measuring, at least this share is read whole and right. */
export const DATES = 0.95;
/** Figures that are better when lower. */
const LOWER = new Set<keyof Figures>(["wrongActs", "falseActs"]);

export const readBaseline = (): Baseline => JSON.parse(readFileSync(BASELINE, "utf8")) as Baseline;
export const keyOf = (language: Language, variant: Variant): string => `${language} ${variant}`;

/** The figures that are worse than the baseline by more than {@link TOLERANCE}. */
export function drops(now: Figures, before: Figures | undefined): string[] {
  return (Object.keys(now) as (keyof Figures)[]).filter((name) => {
    const change = now[name] - (before?.[name] ?? 0);
    return LOWER.has(name) ? change > TOLERANCE : change < -TOLERANCE;
  });
}

/** Prints the table; with `--misses` every sentence that went wrong, with `--write` makes it the baseline. */
export async function evaluateUnderstanding(argv: readonly string[]): Promise<number> {
  const start = spent(() => load());
  const understanding = start.value;
  const write = argv.includes("--write");
  const baseline = write ? {} : readBaseline();
  const table: Record<string, Figures> = {};
  const confused = new Map<string, number>();
  let dropped = 0;
  const say = (line: string): unknown => process.stdout.write(`${line}\n`);
  say("            intents   slots  coverage  wrong acts  false acts  language");
  for (const variant of VARIANTS) {
    for (const language of LANGUAGES) {
      const { figures, misses, pairs } = measure(understanding, language, variant);
      const key = keyOf(language, variant);
      table[key] = figures;
      const worse = write ? [] : drops(figures, baseline[key]);
      dropped += worse.length;
      const cells = Object.entries(figures).map(([name, figure]) =>
        (untold(variant, name) ? "-" : String(figure)).padStart(9),
      );
      say(`${key.padEnd(9)} ${cells.join(" ")}${worse.length > 0 ? `  dropped: ${worse.join(", ")}` : ""}`);
      if (variant !== "clean") continue;
      for (const [pair, count] of pairs) confused.set(pair, (confused.get(pair) ?? 0) + count);
      if (argv.includes("--misses")) for (const { what, text } of misses) say(`    ${what} | ${text}`);
    }
  }
  const worst = [...confused].sort((a, b) => b[1] - a[1]).slice(0, 12);
  say(`confused: ${worst.map(([pair, count]) => `${pair} ${count}`).join(", ")}`);
  for (const language of LANGUAGES) {
    const { share, misses } = measureDates(understanding, language);
    if (share < DATES) dropped += 1;
    say(`${language} dates ${share}${share < DATES ? `  below ${DATES}` : ""}`);
    if (argv.includes("--misses")) for (const each of misses) say(`    ${each}`);
  }
  const texts = LANGUAGES.flatMap((language) => goldRows(language).map(({ text }) => text));
  const each = spent(() => texts.map((text) => understanding.understand(text, { now: NOW })));
  say(
    `start ${Math.round(start.ms)} ms, a message ${(each.ms / texts.length).toFixed(3)} ms, both of this process's CPU`,
  );
  if (write) writeFileSync(BASELINE, `${JSON.stringify(table, null, 2)}\n`);
  return dropped > 0 ? 1 : 0;
}

/** The fresh sentences are not annotated for facts; in those of nobody's matter only false acts mean anything. */
const untold = (variant: Variant, figure: string): boolean =>
  (variant === "fresh" && figure === "slots") ||
  ((variant === "outside" || variant === "beyond") &&
    !["wrongActs", "falseActs", "language"].includes(figure));

function spent<T>(work: () => T): { value: T; ms: number } {
  const before = process.cpuUsage();
  const value = work();
  const used = process.cpuUsage(before);
  return { value, ms: (used.user + used.system) / 1_000 };
}

if (import.meta.main) process.exitCode = await evaluateUnderstanding(process.argv.slice(2));
