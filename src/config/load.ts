import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { HotelbotError } from "../errors.ts";
import { packageRoot } from "../platform/package-root.ts";
import { checkHotelFile } from "./check.ts";
import { toHotelConfig } from "./convert.ts";
import type { HotelConfig } from "./hotel-config.ts";
import { keyName, type Problem, problemsOf } from "./problems.ts";
import { hotelSchema, listedSchema } from "./schema.ts";
import { parseYaml, type YamlFile } from "./yaml-file.ts";

/** The hotel that ships for trying things out. */
export function demoHotelPath(): string {
  return join(packageRoot(), "src", "config", "demo-hotel.yaml");
}

/**
 * Reads hotel.yaml. Throws CONFIG_MISSING, FILE_UNREADABLE, or CONFIG_INVALID with the first line that is wrong and
 * all further ones in its sentence.
 */
export function loadHotel(path: string): HotelConfig {
  const absolute = resolve(path);
  return parseHotel(read(absolute), absolute);
}

/** The same from text; `path` is where it is said to stand. */
export function parseHotel(text: string, path: string): HotelConfig {
  const result = parseYaml(text);
  if ("error" in result) throw new HotelbotError("CONFIG_INVALID", { path, ...result.error });
  const { file } = result;
  const value = file.value ?? {};
  const schema = Array.isArray((value as { faq?: unknown }).faq) ? listedSchema : hotelSchema;
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw invalid(path, file, problemsOf(parsed.error, schema));
  const problems = checkHotelFile(parsed.data);
  if (problems.length > 0) throw invalid(path, file, problems);
  return toHotelConfig(parsed.data, path);
}

function invalid(path: string, file: YamlFile, problems: readonly Problem[]): HotelbotError {
  const said = problems
    .map((problem) => {
      const name = problem.key === undefined ? problem.path : [...problem.path, problem.key];
      return { line: file.lineOf(problem), what: `${keyName(name) || "the file"} ${problem.what}` };
    })
    .sort((a, b) => a.line - b.line);
  const [first = { line: 1, what: "" }, ...others] = said;
  const further = others.map(({ line, what }) => `line ${line}: ${what}`).join("; ");
  const what = further === "" ? first.what : `${first.what} (and ${further})`;
  return new HotelbotError("CONFIG_INVALID", { path, line: first.line, what, problems: said.length });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "ENOENT" || code === "ENOTDIR") throw new HotelbotError("CONFIG_MISSING", { path });
    throw new HotelbotError("FILE_UNREADABLE", { path, what: code }, { cause: error });
  }
}
