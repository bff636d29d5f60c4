import type { Language } from "../../../src/domain/language.ts";
import { numberWords } from "./numbers.ts";

const CLOCK =
  /(?<![\p{L}\p{N}:.,])([01]?\d|2[0-4])(?::|h)([0-5]\d)(?::[0-5]\d)?(?:\s?((?:h(?:rs?|oras)?|[ap]\.?\s?m)(?![\p{L}\p{N}])\.?))?(?!\p{N}|:\p{N})/giu;
const HOURS_ONLY = /(?<![\p{L}\p{N}:.,])([01]?\d|2[0-4])\s?(?:h|hs|hrs)(?![\p{L}\p{N}])\.?/giu;
const TWELVE = /(?<![\p{L}\p{N}:.,])(1[0-2]|[1-9])\s?([ap])\.?\s?m(?![\p{L}\p{N}])\.?/giu;

/** Clock times as they are said: «quince horas», «las siete», «two thirty p.m.», «quatorze e trinta». Pure. */
export function readTimes(text: string, language: Language): string {
  return text
    .replace(CLOCK, (whole, hours: string, minutes: string, mark: string | undefined, at: number) => {
      const half = /^[ap]/i.exec(mark ?? "")?.[0]?.toLowerCase();
      const around = [text.slice(0, at), text.slice(at + whole.length)] as const;
      if (minutes === "00" && !half && namesTheHour(around, Number(hours), language)) {
        return numberWords(Number(hours), language, "feminine");
      }
      return clockWords(Number(hours), Number(minutes), half, language);
    })
    .replace(TWELVE, (_, hours: string, half: string) =>
      clockWords(Number(hours), 0, half.toLowerCase(), language),
    )
    .replace(HOURS_ONLY, (whole, hours: string, at: number, all: string) => {
      const around = [all.slice(0, at), all.slice(at + whole.length)] as const;
      if (namesTheHour(around, Number(hours), language))
        return numberWords(Number(hours), language, "feminine");
      return hourWords(Number(hours), language);
    });
}

/**
 * «A las siete», «es la una»: the article says what is counted, up to noon; «las quince horas» keeps it. So does the end of
 * «de ocho a veintidós horas» for both.
 */
function namesTheHour(
  [before, after]: readonly [string, string],
  hours: number,
  language: Language,
): boolean {
  if (language !== "es" || hours < 1) return false;
  if (hours <= 12 && /(?<!\p{L})las? $/iu.test(before)) return true;
  return /(?<!\p{L})de $/iu.test(before) && /^ a \d{1,2}[:h]\d/u.test(after);
}

function clockWords(hours: number, minutes: number, half: string | undefined, language: Language): string {
  if (language === "en") return english(half ? (hours % 12) + (half === "p" ? 12 : 0) : hours % 24, minutes);
  const hour = numberWords(hours, language, "feminine");
  const part = half ? PART[language][half === "p" ? "pm" : "am"] : "";
  if (minutes === 0) return half ? `${hour}${part}` : hourWords(hours, language);
  const link = language === "pt" ? " e " : " y ";
  return `${hour}${link}${numberWords(minutes, language)}${part}`;
}

const PART = {
  es: { am: " de la mañana", pm: " de la tarde" },
  pt: { am: " da manhã", pm: " da tarde" },
} as const;

function hourWords(hours: number, language: Language): string {
  if (language === "en") return `${numberWords(hours, "en")} ${hours === 1 ? "hour" : "hours"}`;
  return `${numberWords(hours, language, "feminine")} ${hours === 1 ? "hora" : "horas"}`;
}

function english(hours: number, minutes: number): string {
  if (minutes === 0 && hours === 12) return "twelve noon";
  if (minutes === 0 && hours === 0) return "midnight";
  const hour = numberWords(hours % 12 === 0 ? 12 : hours % 12, "en");
  const minute = minutes === 0 ? "" : ` ${minutes < 10 ? "oh " : ""}${numberWords(minutes, "en")}`;
  return `${hour}${minute} ${hours < 12 ? "a m" : "p m"}`;
}
