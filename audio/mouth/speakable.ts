import type { Language } from "../../src/domain/language.ts";
import { readAbbreviations } from "./text/abbreviations.ts";
import { readAccounts } from "./text/accounts.ts";
import { readAddresses, readPhones } from "./text/contact.ts";
import { readCounts } from "./text/counts.ts";
import { readDates } from "./text/dates.ts";
import { spellCodes } from "./text/letters.ts";
import { readMeasures } from "./text/measures.ts";
import { joinThousands, readMoney } from "./text/money.ts";
import { digitWords } from "./text/numbers.ts";
import { readTimes } from "./text/times.ts";

const AND: Readonly<Record<Language, string>> = { es: "y", en: "and", pt: "e" };
const PER: Readonly<Record<Language, string>> = { es: "por", en: "per", pt: "por" };
const TO: Readonly<Record<Language, string>> = { es: "a", en: "to", pt: "a" };

/**
 * A written reply as it is read out: no digit and no sign is left that a voice would stumble over. Booking codes and
 * account numbers are spelled with pauses, telephone numbers go digit by digit, dates, times, prices and counts become words, marks for
 * the eye (asterisks, bullets, emoji) go. The order matters: each rule leaves words that the next does not touch. Pure.
 */
export function speakable(text: string, language: Language): string {
  const shown = readAbbreviations(withoutMarks(joinThousands(text, language), language), language);
  const spelled = spellCodes(readAccounts(readAddresses(shown, language), language), language);
  const named = readPhones(spelled, language);
  const timed = readTimes(readDates(ranges(readMeasures(named, language), language), language), language);
  return tidy(between(leftovers(readCounts(readMoney(timed, language), language), language), language));
}

function withoutMarks(text: string, language: Language): string {
  return text
    .replace(/\p{Extended_Pictographic}|\u{fe0f}|\u{200d}/gu, " ")
    .replace(/(?<![\p{L}\p{N}])[*_~`]+|[*_~`]+(?![\p{L}\p{N}@])/gu, "")
    .replace(/^[ \t]*[•·▪‣–—-][ \t]+/gmu, "")
    .replace(/[«»“”"]/g, "")
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/(?<=[€$£\d]|\b[A-Z]{3})\s?\/\s?(?=\p{L}{3})/gu, ` ${PER[language]} `)
    .replace(/ & /g, ` ${AND[language]} `);
}

/** «9:00–21:00» and «3-5»: a dash between two numbers is «to»; codes and telephone numbers are words by now. */
function ranges(text: string, language: Language): string {
  return text.replace(
    /(?<=(?<![\d-])\d{1,2}(?:[:h]\d{2}| ?h)?)\s?[–—-]\s?(?=\d{1,2}(?![\d-]))/gu,
    ` ${TO[language]} `,
  );
}

/** «100–120 €» and «9:30am–5:30pm», now that both ends are words. */
function between(text: string, language: Language): string {
  return text.replace(/(?<=\p{L}\.?)–(?=\p{L})/gu, ` ${TO[language]} `);
}

/** Digits glued to letters, as in «3x4» or «A1». */
function leftovers(text: string, language: Language): string {
  return text.replace(/\d+/g, (digits) => ` ${digitWords(digits, language)} `);
}

/** A pause where the eye sees one: at dashes, brackets and slashes. */
function tidy(text: string): string {
  return text
    .replace(/\s[–—-]\s|[()[\]]|\s\/\s/g, ", ")
    .replace(/[ \t]+/g, " ")
    .replace(/(?:, ?)+,/g, ",")
    .replace(/,? ?,(?=\s*[.!?;:,])| +(?=[.,!?;:](?:\s|$))/g, "")
    .replace(/ +\n/g, "\n")
    .trim();
}
