import type { Language } from "../../../src/domain/language.ts";
import { namePattern, SIGN, type Unit, unitOfName, unitOfSign } from "./currencies.ts";
import { numberWords, readNumber } from "./numbers.ts";

const SPACE = "[ \u00a0\u202f]";
const AMOUNT = String.raw`\d+(?:[.,]\d+)*`;
const BEFORE = new RegExp(String.raw`(?<![\p{L}\p{N}])(${SIGN})\s?(${AMOUNT})(?![\p{L}\p{N}])`, "gu");
const AFTER = new RegExp(String.raw`(?<![\p{L}\p{N}.,])(${AMOUNT})\s?(${SIGN})(?![\p{L}\p{N}])`, "gu");

/** Thousands that a space parts, as Portugal writes them: two groups and more. */
const GROUPS = String.raw`\d{1,3}(?:${SPACE}\d{3})+(?![\p{L}\p{N}])`;

/** «12 345 €» as «12.345 €», so that no telephone number is seen in a price. Pure. */
export function joinThousands(text: string, language: Language): string {
  const join = (groups: string): string =>
    groups.replace(new RegExp(SPACE, "gu"), language === "en" ? "," : ".");
  const behind = String.raw`(?=(?:,\d{1,2})?${SPACE}?(?:(?:${SIGN})(?![\p{L}\p{N}])|(?:de )?${namePattern(language)}))`;
  return text
    .replace(new RegExp(String.raw`(?<![\p{L}\p{N}.,:/+]|\d${SPACE})${GROUPS}${behind}`, "giu"), join)
    .replace(
      new RegExp(String.raw`(?<=(?<![\p{L}\p{N}])(?:${SIGN})${SPACE}?)${GROUPS}(?!${SPACE}?\d)`, "gu"),
      join,
    );
}

/** Prices in words: «ciento veinte euros», «ninety-nine dollars fifty», «doze reais e cinquenta centavos». Pure. */
export function readMoney(text: string, language: Language): string {
  const named = new RegExp(
    String.raw`(?<![\p{L}\p{N}.,])(${AMOUNT}) (?:de )?${namePattern(language)}`,
    "giu",
  );
  return text
    .replace(BEFORE, (whole, sign: string, amount: string) => ofSign(amount, sign, language) ?? whole)
    .replace(AFTER, (whole, amount: string, sign: string) => ofSign(amount, sign, language) ?? whole)
    .replace(named, (whole, amount: string, first: string, second: string) => {
      const [name, whose] = language === "en" ? [second, first] : [first, second];
      const unit = unitOfName(name, language);
      // There is one «real» only.
      const owner = language === "pt" && unit?.one === "real" ? "" : whose;
      return (unit && amountWords(amount, unit, owner, language)) ?? whole;
    });
}

function ofSign(amount: string, sign: string, language: Language): string | undefined {
  const unit = unitOfSign(sign, language);
  return unit && amountWords(amount, unit, "", language);
}

function amountWords(amount: string, unit: Unit, whose: string, language: Language): string | undefined {
  const read = readNumber(amount, language);
  if (!read || read.decimals.length > 2) return undefined;
  const cents = Number(read.decimals.padEnd(2, "0"));
  const part = `${numberWords(cents, language, "masculine")} ${cents === 1 ? unit.cent : unit.cents}`;
  if (read.whole === 0 && cents > 0) return part;
  // «un millón de euros»
  const of = language !== "en" && read.whole >= 1_000_000 && read.whole % 1_000_000 === 0 ? " de" : "";
  const number = numberWords(read.whole, language, unit.feminine ? "feminine" : "masculine");
  const name = read.whole === 1 ? unit.one : unit.many;
  const owner = read.whole === 1 && !/^ d[aoe]s? /.test(whose) ? whose.replace(/(?<=[aeo])s$/, "") : whose;
  const whole = language === "en" ? `${number} ${owner}${name}` : `${number}${of} ${name}${owner}`;
  return cents === 0 ? whole : `${whole} ${withCents(cents, part, language)}`;
}

/** Under ten the name stays: «con cinco» alone might be fifty to the ear. */
function withCents(cents: number, part: string, language: Language): string {
  if (language === "pt") return `e ${part}`;
  if (cents < 10) return `${language === "es" ? "con" : "and"} ${part}`;
  const number = numberWords(cents, language);
  return language === "es" ? `con ${number}` : number;
}
