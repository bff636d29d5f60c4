import type { Language } from "../../../src/domain/language.ts";
import { digitWords } from "./numbers.ts";

interface Signs {
  readonly plus: string;
  readonly at: string;
  readonly dot: string;
  readonly hyphen: string;
  readonly underscore: string;
}

const SIGNS: Readonly<Record<Language, Signs>> = {
  es: { plus: "más", at: "arroba", dot: "punto", hyphen: "guion", underscore: "guion bajo" },
  en: { plus: "plus", at: "at", dot: "dot", hyphen: "dash", underscore: "underscore" },
  pt: { plus: "mais", at: "arroba", dot: "ponto", hyphen: "hífen", underscore: "sublinhado" },
};

/** With a plus and eight digits or more, or nine and more in groups as people write them. */
const PHONE =
  /(?<![\p{L}\p{N}.,/:-])(?:\+\d[\d ().-]{6,}\d|\(?\d{2,4}\)?[ -]\d[\d -]{5,}\d|\d{9,15})(?![\p{L}\p{N}])/gu;

/** Telephone numbers digit by digit, a pause after each group; «+» by name. Pure. */
export function readPhones(text: string, language: Language): string {
  return text.replace(PHONE, (phone) => {
    const digits = phone.replace(/\D/g, "");
    if (digits.length < 8 || digits.length > 15) return phone;
    const plus = phone.startsWith("+") ? `${SIGNS[language].plus} ` : "";
    return (
      plus +
      grouped(phone, digits)
        .map((group) => digitWords(group, language))
        .join(", ")
    );
  });
}

/** Country codes of one and two digits (ITU E.164); all others have three. */
const COUNTRY = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * The writer's own groups; digits in one piece are parted in threes, four at the end where one would be alone, a country
 * by itself.
 */
function grouped(phone: string, digits: string): string[] {
  const own = phone.split(/\D+/).filter(Boolean);
  if (own.length > 1) return own;
  if (!phone.startsWith("+")) return inThrees(digits);
  const country = COUNTRY.exec(digits)?.[0] ?? digits.slice(0, 3);
  return [country, ...inThrees(digits.slice(country.length))];
}

/** Digits in one piece in groups of three, as they are dictated. */
export function inThrees(digits: string): string[] {
  const groups = digits.match(/\d{1,3}/g) ?? [];
  const last = groups.at(-1) ?? "";
  if (last.length > 1 || groups.length < 2) return groups;
  return [...groups.slice(0, -2), `${groups.at(-2)}${last}`];
}

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const URL_TEXT = /\b(?:https?:\/\/|www\.)([\w-]+(?:\.[\w-]+)+)[^\s]*/g;

/** Mail addresses by their signs; of a web address only the host is said. Pure. */
export function readAddresses(text: string, language: Language): string {
  const signs = SIGNS[language];
  const spoken = (address: string): string =>
    address
      .replace(/[.,;]+$/, "")
      .replace(/@/g, ` ${signs.at} `)
      .replace(/\./g, ` ${signs.dot} `)
      .replace(/_/g, ` ${signs.underscore} `)
      .replace(/-/g, ` ${signs.hyphen} `)
      .replace(/\+/g, ` ${signs.plus} `)
      .replace(/(\d+)/g, (digits) => ` ${digitWords(digits, language)} `)
      .replace(/\s+/g, " ")
      .trim();
  return text
    .replace(URL_TEXT, (_, host: string) => spoken(host.replace(/^www\./, "")))
    .replace(EMAIL, (address) => spoken(address));
}
