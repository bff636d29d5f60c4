import type { z } from "zod";
import { nearest } from "../platform/nearest.ts";
import { keysAt } from "./keys.ts";

export type KeyPath = readonly (string | number)[];

/** One thing wrong in a file. `key` is set when the key itself is wrong and not its value. */
export interface Problem {
  readonly path: KeyPath;
  readonly key?: string;
  /** What follows the key's name in a sentence: «is missing». */
  readonly what: string;
}

/** zod's findings as sentences a hotel can act on. */
export function problemsOf(error: z.ZodError, schema: z.ZodType): Problem[] {
  const meant = new Set<string>();
  const problems = error.issues.flatMap((issue): Problem[] => {
    const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
    if (issue.code === "unrecognized_keys") {
      const known = keysAt(schema, path);
      return issue.keys.map((key) => {
        const near = nearest(key, known);
        if (near !== undefined) meant.add(keyName([...path, near]));
        return { path, key, what: known.includes(key) ? OTHER_KIND : unknownKey(near, known) };
      });
    }
    if (issue.code === "invalid_key") {
      const key = String(path.at(-1));
      return [{ path: path.slice(0, -1), key, what: issue.issues[0]?.message ?? "is no valid name" }];
    }
    return [{ path, what: sentenceOf(issue) }];
  });
  // A mistyped key is one mistake, not two: what it was meant to be is not also called missing.
  return problems.filter(({ path, what }) => !(what === MISSING && meant.has(keyName(path))));
}

const MISSING = "is missing";
/** Known, but of another form: a house's key under QloApps. */
const OTHER_KIND = "does not go with this kind";

/** `pms.room_types[2].rate`, as people point at a key; rooms and types count from 1. */
export function keyName(path: KeyPath): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step + 1}]` : index === 0 ? step : `.${step}`))
    .join("");
}

function unknownKey(near: string | undefined, known: readonly string[]): string {
  return near === undefined
    ? `is not a key hotelbot knows (here: ${known.join(", ")})`
    : `is not a key hotelbot knows, did you mean «${near}»`;
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const given = issue.input;
  switch (issue.code) {
    case "invalid_type":
      if (given === undefined || given === null) return MISSING;
      if (issue.expected === "string") return "must be text; put it in quotes";
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      if (given === undefined || given === null) return MISSING;
      return `must be ${issue.values.map(String).join(" or ")}`;
    case "too_small":
      return issue.origin === "number" || issue.origin === "int"
        ? `must be at least ${issue.minimum}`
        : issue.message;
    case "too_big":
      return issue.origin === "number" || issue.origin === "int"
        ? `must be at most ${issue.maximum}`
        : issue.message;
    case "invalid_union":
      return issue.discriminator !== undefined && isWithout(given, issue.discriminator)
        ? MISSING
        : issue.message;
    default:
      return issue.message;
  }
}

function isWithout(given: unknown, key: string): boolean {
  return typeof given === "object" && given !== null && (given as Record<string, unknown>)[key] === undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  array: "a list",
  object: "a group of keys",
  record: "a group of keys",
  boolean: "true or false",
};
