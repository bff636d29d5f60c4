import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Language } from "../../../src/domain/language.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";

/** The phrase file of a language as it is written. */
export function parsedPhrases(language: Language) {
  const path = join(packageRoot(), "src", "conversation", "phrases", `${language}.yaml`);
  return parse(readFileSync(path, "utf8"));
}
