import type { Language } from "../../../src/domain/language.ts";
import { numberEn } from "./numbers-en.ts";
import { numberEs } from "./numbers-es.ts";
import { numberPt } from "./numbers-pt.ts";

/** How a number agrees: standing alone, or before a noun of that gender. English does not care. */
export type Agreement = "alone" | "masculine" | "feminine";

const LARGEST = 999_999_999;

/** A whole number in words; beyond ± 999,999,999 its digits one by one. Pure. */
export function numberWords(value: number, language: Language, agreement: Agreement = "alone"): string {
  if (!Number.isInteger(value) || Math.abs(value) > LARGEST) return digitWords(String(value), language);
  if (value < 0) return `${MINUS[language]} ${numberWords(-value, language, agreement)}`;
  if (language === "es") return numberEs(value, agreement);
  if (language === "pt") return numberPt(value, agreement === "feminine");
  return numberEn(value);
}

const MINUS: Readonly<Record<Language, string>> = { es: "menos", en: "minus", pt: "menos" };
const POINT: Readonly<Record<Language, string>> = { es: "coma", en: "point", pt: "vírgula" };

/** Every digit of a text by itself, separated by spaces; what is no digit is left out. Pure. */
export function digitWords(digits: string, language: Language): string {
  return [...digits]
    .filter((digit) => /\d/.test(digit))
    .map((digit) => numberWords(Number(digit), language))
    .join(" ");
}

/** «3,5» and «3.5» as «tres coma cinco»; decimals up to two digits as a number, more one by one. Pure. */
export function decimalWords(whole: number, decimals: string, language: Language): string {
  const asNumber = decimals.length <= 2 && !decimals.startsWith("0") && language !== "en";
  const after = asNumber ? numberWords(Number(decimals), language) : digitWords(decimals, language);
  return `${numberWords(whole, language)} ${POINT[language]} ${after}`;
}

/**
 * A written number with its language's separators: «1.250,50» in Spanish and Portuguese, «1,250.50» in English; a space,
 * however narrow, may part thousands in each. Undefined when it is none. `decimals` are the digits after the decimal mark. Pure.
 */
export function readNumber(
  written: string,
  language: Language,
): { readonly whole: number; readonly decimals: string } | undefined {
  const [thousands, mark] = language === "en" ? [",", "."] : ["\\.", ","];
  const own = new RegExp(
    `^(\\d{1,3}(?:${thousands}\\d{3})+|\\d{1,3}(?:[ \u00a0\u202f]\\d{3})+|\\d+)(?:[${mark}](\\d+))?$`,
  ).exec(written);
  // «99.50» in a Spanish text is no thousands: the other mark with one or two digits behind it.
  const other = /^(\d+)[.,](\d{1,2})$/.exec(written);
  const match = own ?? other;
  if (!match?.[1]) return undefined;
  return { whole: Number(match[1].replace(/\D/g, "")), decimals: match[2] ?? "" };
}
