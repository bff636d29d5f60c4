import { createHash } from "node:crypto";

/** A JSON object of a stranger's making: every field is unknown until read by one of the functions below. */
export type Fields = Readonly<Record<string, unknown>>;

/** Meta's deepest documented body nests 13 levels; a bomb needs thousands to hurt whoever writes it out again. */
const MAX_DEPTH = 64;

/**
 * The body's JSON value; undefined when there is none, or it nests deeper than 64 levels. Broken UTF-8 costs the
 * broken characters alone. Never throws.
 */
export function readJson(body: Uint8Array): unknown {
  if (nestsDeeperThan(body, MAX_DEPTH)) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings, without recursion: 4 MB in some 10 ms. */
function nestsDeeperThan(body: Uint8Array, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (quoted) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own field as an object; undefined when it is anything else. */
export function fieldsOf(from: Fields, key: string): Fields | undefined {
  const value = own(from, key);
  return isFields(value) ? value : undefined;
}

export function listOf(from: Fields, key: string): readonly unknown[] {
  const value = own(from, key);
  return Array.isArray(value) ? value : [];
}

/** A text with something in it, made safe to store: no NUL, no half of a surrogate pair. */
export function textOf(from: Fields, key: string): string | undefined {
  const value = own(from, key);
  if (typeof value !== "string") return undefined;
  const clean = value.replaceAll("\0", "").toWellFormed();
  return clean === "" ? undefined : clean;
}

/** A number, also when it travels as text (`"timestamp":"1791975600"`). */
export function numberOf(from: Fields, key: string): number | undefined {
  const value = own(from, key);
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && value !== ""
        ? Number(value)
        : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** A word of Meta's we store as it is: short, whatever was sent. */
export function wordOf(from: Fields, key: string): string | undefined {
  return textOf(from, key)?.slice(0, 64);
}

export function booleanOf(from: Fields, key: string): boolean | undefined {
  const value = own(from, key);
  return typeof value === "boolean" ? value : undefined;
}

/** Unix seconds as epoch milliseconds; undefined when it is no time a message can have. */
export function timeOf(from: Fields, key: string): number | undefined {
  const seconds = numberOf(from, key);
  return seconds !== undefined && seconds > 0 && seconds < 1e11 ? Math.round(seconds * 1000) : undefined;
}

/** A short name for a value (or bytes) that has no id of its own: the same value has the same name. */
export function fingerprint(value: unknown): string {
  return createHash("sha256")
    .update(value instanceof Uint8Array ? value : (JSON.stringify(value) ?? "undefined"))
    .digest("hex")
    .slice(0, 32);
}

function own(from: Fields, key: string): unknown {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}
