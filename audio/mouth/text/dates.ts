import type { Language } from "../../../src/domain/language.ts";
import { numberWords } from "./numbers.ts";
import { ordinalEn, yearEn } from "./numbers-en.ts";

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  es: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
  pt: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(" "),
};

/** Dates in words, whether written 2026-03-05, 5/3/2026 (day first), «5 de marzo» or «March 5th». Pure. */
export function readDates(text: string, language: Language): string {
  const iso = text.replace(
    /(?<![\p{L}\p{N}-])(\d{4})-(\d{2})-(\d{2})(?![\p{L}\p{N}-])/gu,
    (whole, year: string, month: string, day: string) =>
      dateWords(Number(day), Number(month), Number(year), language) ?? whole,
  );
  const slashed = iso.replace(
    /(?<![\p{L}\p{N}/])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\p{L}\p{N}/])/gu,
    (whole, day: string, month: string, year?: string) => slashDate(whole, day, month, year, language),
  );
  return language === "en" ? englishDates(slashed) : romanceDates(slashed, language);
}

function slashDate(
  whole: string,
  day: string,
  month: string,
  year: string | undefined,
  language: Language,
): string {
  const full = year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year);
  // 3/25 can only be read month first.
  const [d, m] = Number(month) > 12 ? [Number(month), Number(day)] : [Number(day), Number(month)];
  return dateWords(d, m, full, language) ?? whole;
}

function dateWords(
  day: number,
  month: number,
  year: number | undefined,
  language: Language,
): string | undefined {
  const name = MONTHS[language][month - 1];
  if (!name || day < 1 || day > 31) return undefined;
  if (language === "en") return `${name} ${ordinalEn(day)}${year === undefined ? "" : `, ${yearEn(year)}`}`;
  const tail = year === undefined ? "" : ` de ${numberWords(year, language)}`;
  return `${dayWords(day, language)} de ${name}${tail}`;
}

function dayWords(day: number, language: Language): string {
  return day === 1 && language === "pt" ? "primeiro" : numberWords(day, language);
}

function romanceDates(text: string, language: "es" | "pt"): string {
  const months = MONTHS[language].join("|");
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}.,])(\d{1,2})[ºo°]?( de )(${months})((?: de| del))?(?:( )(\d{4}))?(?![\p{L}\p{N}])`,
    "giu",
  );
  return text.replace(
    pattern,
    (_, day: string, of: string, month: string, link = "", space = "", year?: string) => {
      const tail =
        year === undefined ? link : `${link || " de"}${space}${numberWords(Number(year), language)}`;
      return `${dayWords(Number(day), language)}${of}${month}${tail}`;
    },
  );
}

function englishDates(text: string): string {
  // Only what is abbreviated has a full stop of its own; behind «March» a sentence ends.
  const months = [...MONTHS.en, ...MONTHS.en.map((month) => String.raw`${month.slice(0, 3)}(?:\b\.)?`)].join(
    "|",
  );
  const year = String.raw`(?:,? (\d{4}))?`;
  const dayFirst = new RegExp(
    String.raw`(?<![\p{L}\p{N}.,])(?:the )?(\d{1,2})(?:st|nd|rd|th)?( of)? (${months})(?!\p{L})${year}(?![\p{N}])`,
    "gu",
  );
  const monthFirst = new RegExp(
    String.raw`\b(${months})(?!\p{L}) (\d{1,2})(?:st|nd|rd|th)?${year}(?![\p{L}\p{N}:])`,
    "gu",
  );
  const said = (day: string, month: string, inYear?: string): string =>
    `${fullMonth(month)} ${ordinalEn(Number(day))}${inYear ? `, ${yearEn(Number(inYear))}` : ""}`;
  return text
    .replace(dayFirst, (_, day: string, _of: string, month: string, inYear?: string) =>
      said(day, month, inYear),
    )
    .replace(monthFirst, (_, month: string, day: string, inYear?: string) => said(day, month, inYear));
}

function fullMonth(name: string): string {
  return MONTHS.en.find((month) => month.startsWith(name.slice(0, 3))) ?? name;
}
