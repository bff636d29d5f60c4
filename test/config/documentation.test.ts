import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { z } from "zod";
import { allKeys } from "../../src/config/keys.ts";
import { hotelSchema } from "../../src/config/schema.ts";
import { SECRET_NAMES } from "../../src/config/secrets.ts";
import { packageRoot } from "../../src/platform/package-root.ts";

const text = readFileSync(join(packageRoot(), "docs", "configuration.md"), "utf8");
const rows = [...text.matchAll(/^\| `([^`]+)` \| (?:`([^`]*)`)? ?\| (.+) \|$/gm)].map(
  ([, key = "", fallback]) => ({ key, fallback }),
);

/** The two languages' parts of a text are explained once, for all texts. */
const isPartOfText = (key: string): boolean =>
  /\.(es|en|pt)$/.test(key) && !/\.(words|phrases|wording)\./.test(key);

it("documents every key, in the schema's order, and none that is not there", () => {
  expect(rows.map(({ key }) => key)).toEqual(allKeys(hotelSchema).filter((key) => !isPartOfText(key)));
});

it("gives the defaults that apply", () => {
  const documented = rows.map(({ key, fallback }) => [key, fallback]);
  expect(documented).toEqual(rows.map(({ key }) => [key, written(defaultOf(key))]));
});

it("names every secret", () => {
  for (const name of SECRET_NAMES) expect(text).toContain(`| \`${name}\` |`);
});

function defaultOf(key: string): unknown {
  let schemas: readonly z.ZodType[] = [hotelSchema];
  for (const step of key.replaceAll("[]", ".[]").split(".")) {
    schemas = schemas
      .flatMap(forms)
      .map((def) => def.shape?.[step] ?? def.element ?? def.valueType)
      .filter((next) => next !== undefined);
  }
  const [schema] = schemas;
  if (!schema) throw new Error(`no such key: ${key}`);
  const def = schema.def as unknown as { defaultValue?: unknown };
  return def.defaultValue;
}

interface Form {
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
}

/** The forms a value may have: one, or those of a union. */
function forms(schema: z.ZodType): Form[] {
  const def = inner(schema) as Form;
  return def.options ? def.options.flatMap(forms) : [def];
}

function inner(schema: z.ZodType): unknown {
  const def = schema.def as unknown as { innerType?: z.ZodType };
  return def.innerType ? inner(def.innerType) : def;
}

function written(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return `[${value.join(", ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
