import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import type { Understanding } from "../../src/understanding/understand.ts";
import { NOW, show } from "../understanding/support.ts";

/** What must be asked about is right when it is flagged so, whatever stands beside it. */
const FLAGS = new Set(["ambiguous", "impossible", "past"]);

/** The dates of gold/dates.*.txt, as stays: the share that is read whole and right, and those that are not. */
export function measureDates(
  understanding: Understanding,
  language: Language,
): { share: number; misses: string[] } {
  const lines = readFileSync(join(packageRoot(), "test", "eval", "gold", `dates.${language}.txt`), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const misses = lines.flatMap((line) => {
    const [said = "", meant = ""] = line.split("|").map((cell) => cell.trim());
    const read = show(understanding.understand(said, { now: NOW, language }).slots.stay);
    const right = FLAGS.has(meant) ? read.split(" ").includes(meant) : read === meant;
    return right ? [] : [`${said} | ${meant} | ${read}`];
  });
  return { share: Math.round(1_000 * (1 - misses.length / lines.length)) / 1_000, misses };
}
