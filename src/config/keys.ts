import type { z } from "zod";
import type { KeyPath } from "./problems.ts";

/** The schema's own view of one key: what zod 4 keeps under `def`, as far as hotel.yaml uses it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

function definition(schema: z.ZodType): Definition {
  const def = schema.def as unknown as Definition;
  if (def.innerType) return definition(def.innerType);
  if (!def.options) return def;
  return merged(def.options.map(definition));
}

/** One of several forms: all their keys, in the order in which the forms bring them. */
function merged(forms: readonly Definition[]): Definition {
  const names = new Set(forms.flatMap(({ shape = {} }) => Object.keys(shape)));
  const shape = Object.fromEntries(
    [...names].map((name) => [name, either(forms.map((form) => form.shape?.[name]))]),
  );
  const element = either(forms.map((form) => form.element));
  const valueType = either(forms.map((form) => form.valueType));
  return {
    type: forms[0]?.type ?? "",
    ...(names.size > 0 ? { shape: shape as Readonly<Record<string, z.ZodType>> } : {}),
    ...(element ? { element } : {}),
    ...(valueType ? { valueType } : {}),
  };
}

function either(schemas: readonly (z.ZodType | undefined)[]): z.ZodType | undefined {
  const [first, ...others] = schemas.filter((schema) => schema !== undefined);
  if (!first || others.length === 0) return first;
  return { def: { type: "union", options: [first, ...others] } } as unknown as z.ZodType;
}

/** The keys that may stand at `path`; empty where any may, or where there are none. */
export function keysAt(schema: z.ZodType, path: KeyPath): readonly string[] {
  let here: z.ZodType | undefined = schema;
  for (const step of path) {
    const def: Definition = definition(here);
    here = def.shape?.[String(step)] ?? def.element ?? def.valueType;
    if (!here) return [];
  }
  return Object.keys(definition(here).shape ?? {});
}

/** Every key of the schema, dotted, in order: `pms.room_types[].name.es`, `faq.<id>.es`. */
export function allKeys(schema: z.ZodType, prefix = ""): string[] {
  const def = definition(schema);
  if (def.shape) {
    return Object.entries(def.shape).flatMap(([key, value]) => {
      const name = prefix === "" ? key : `${prefix}.${key}`;
      return [name, ...allKeys(value, name)];
    });
  }
  if (def.type === "array" && def.element) return allKeys(def.element, `${prefix}[]`);
  if (def.type === "record" && def.valueType) {
    const name = `${prefix}.<id>`;
    return [name, ...allKeys(def.valueType, name)];
  }
  return [];
}
