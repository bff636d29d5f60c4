import { type Money, minorDigits, money } from "../../domain/money.ts";

/** QloApps writes the same number as 1, "1" and "1.000000", an absent text as "", null or false. */
export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function textAt(from: Fields, name: string): string {
  const value = from[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A whole number; 0 when there is none. */
export function wholeAt(from: Fields, name: string): number {
  const value = Number(textAt(from, name));
  return Number.isFinite(value) ? Math.trunc(value) : 0;
}

export function flagAt(from: Fields, name: string): boolean {
  return wholeAt(from, name) !== 0;
}

/** A decimal amount as the number it is written as; undefined when there is none. */
export function decimalAt(from: Fields, name: string): number | undefined {
  const text = textAt(from, name);
  const value = Number(text);
  return text === "" || !Number.isFinite(value) ? undefined : value;
}

/** An amount in minor units, exact: read from its digits, half of a minor unit rounded away from zero. */
export function moneyAt(from: Fields, name: string, currency: string): Money {
  return money(minorOf(textAt(from, name), currency), currency);
}

function minorOf(text: string, currency: string): number {
  const [, sign = "", whole = "0", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = minorDigits(currency);
  const kept = part.slice(0, digits).padEnd(digits, "0");
  const up = Number(part.charAt(digits) || "0") >= 5 ? 1 : 0;
  const minor = Number(`${whole}${kept}`) + up;
  return sign === "-" && minor !== 0 ? -minor : minor;
}

/** Records of a list answer. Empty lists come as `[]`, full ones as `{ "<node>": [...] }`, whatever the path was. */
export function recordsOf(body: unknown): Fields[] {
  if (Array.isArray(body)) return body.map(fields);
  const [list] = Object.values(fields(body)).filter(Array.isArray);
  return (list ?? []).map(fields);
}

/** The one record of `{ "<node>": {...} }`. */
export function recordOf(body: unknown): Fields {
  const [one] = Object.values(fields(body));
  return fields(one);
}

/** How many keys an object has that is `[]` when it is empty. */
export function countOf(value: unknown): number {
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}

/** The day of `YYYY-MM-DD HH:MM:SS`; undefined for QloApps' empty date. */
export function dayAt(from: Fields, name: string): string | undefined {
  const day = textAt(from, name).slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day !== "0000-00-00" ? day : undefined;
}
