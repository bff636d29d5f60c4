import type { Language } from "../../../src/domain/language.ts";
import { numberWords, readNumber } from "./numbers.ts";

/** Singular and plural of a currency and of its hundredth; `feminine` as the language counts it. */
interface Unit {
  readonly one: string;
  readonly many: string;
  readonly cent: string;
  readonly cents: string;
  readonly feminine?: true;
}

const unit = (one: string, many: string, cent: string, cents: string, feminine?: true): Unit => ({
  one,
  many,
  cent,
  cents,
  ...(feminine ? { feminine } : {}),
});

const PESO = unit("peso", "pesos", "centavo", "centavos");
const PESO_EN = unit("peso", "pesos", "cent", "cents");

const UNITS: Readonly<Record<Language, Readonly<Record<string, Unit>>>> = {
  es: {
    EUR: unit("euro", "euros", "céntimo", "céntimos"),
    USD: unit("dólar", "dólares", "centavo", "centavos"),
    BRL: unit("real", "reales", "centavo", "centavos"),
    GBP: unit("libra", "libras", "penique", "peniques", true),
    PESO,
  },
  en: {
    EUR: unit("euro", "euros", "cent", "cents"),
    USD: unit("dollar", "dollars", "cent", "cents"),
    BRL: unit("real", "reais", "cent", "cents"),
    GBP: unit("pound", "pounds", "penny", "pence"),
    PESO: PESO_EN,
  },
  pt: {
    EUR: unit("euro", "euros", "cêntimo", "cêntimos"),
    USD: unit("dólar", "dólares", "centavo", "centavos"),
    BRL: unit("real", "reais", "centavo", "centavos"),
    GBP: unit("libra", "libras", "pêni", "pence", true),
    PESO,
  },
};

const SIGN_TO_CODE: Readonly<Record<string, string>> = {
  "€": "EUR",
  R$: "BRL",
  US$: "USD",
  $: "USD",
  "£": "GBP",
  MX$: "PESO",
};
const PESOS = new Set(["MXN", "ARS", "CLP", "COP", "UYU"]);
const AND: Readonly<Record<Language, string>> = { es: "con", en: "and", pt: "e" };

const SIGN = String.raw`US\$|MX\$|R\$|€|\$|£|EUR|USD|BRL|GBP|MXN|ARS|CLP|COP|UYU`;
const AMOUNT = String.raw`\d+(?:[.,]\d+)*`;
const BEFORE = new RegExp(String.raw`(?<![\p{L}\p{N}])(${SIGN})\s?(${AMOUNT})(?![\p{L}\p{N}])`, "gu");
const AFTER = new RegExp(String.raw`(?<![\p{L}\p{N}.,])(${AMOUNT})\s?(${SIGN})(?![\p{L}\p{N}])`, "gu");

/** Prices in words: «ciento veinte euros», «ninety-nine dollars and fifty cents». Pure. */
export function readMoney(text: string, language: Language): string {
  return text
    .replace(BEFORE, (whole, sign: string, amount: string) => amountWords(amount, sign, language) ?? whole)
    .replace(AFTER, (whole, amount: string, sign: string) => amountWords(amount, sign, language) ?? whole);
}

function amountWords(amount: string, sign: string, language: Language): string | undefined {
  const code = SIGN_TO_CODE[sign] ?? (PESOS.has(sign) ? "PESO" : sign);
  const unit = UNITS[language][code];
  const read = readNumber(amount, language);
  if (!unit || !read || read.decimals.length > 2) return undefined;
  const agreement = unit.feminine ? "feminine" : "masculine";
  const cents = Number(read.decimals.padEnd(2, "0"));
  // «un millón de euros»
  const of = language !== "en" && read.whole >= 1_000_000 && read.whole % 1_000_000 === 0 ? " de" : "";
  const whole = `${numberWords(read.whole, language, agreement)}${of} ${read.whole === 1 ? unit.one : unit.many}`;
  if (cents === 0) return whole;
  const part = `${numberWords(cents, language, "masculine")} ${cents === 1 ? unit.cent : unit.cents}`;
  return read.whole === 0 ? part : `${whole} ${AND[language]} ${part}`;
}
