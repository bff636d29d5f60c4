import { addDays, type LocalDate, localNow } from "../domain/calendar.ts";
import type { Language } from "../domain/language.ts";
import { formatMoney, type Money, minorDigits } from "../domain/money.ts";
import { both, type Words } from "./words.ts";

/** How each language writes dates and money. Portuguese money is Brazilian for reais, European otherwise. */
function moneyLocale(language: Language, currency: string): string {
  if (language === "pt") return currency === "BRL" ? "pt-BR" : "pt-PT";
  return language === "en" ? "en-GB" : "es";
}

const OF: Readonly<Record<Language, (day: string, month: string, weekday: string) => string>> = {
  es: (day, month, weekday) => `${weekday} ${day} de ${month}`,
  en: (day, month, weekday) => `${weekday} ${day} ${month}`,
  pt: (day, month, weekday) => `${weekday}, ${day} de ${month}`,
};

/** «martes 3 de marzo»; with the year when it is more than 300 days from `today`. */
export function longDate(date: LocalDate, language: Language, today: LocalDate): Words {
  const get = parts(date, language, { weekday: "long", day: "numeric", month: "long" });
  const day = OF[language](get("day"), get("month"), get("weekday"));
  const far = date >= addDays(today, 300) || date < today;
  return both(far ? `${day}${language === "en" ? " " : " de "}${date.slice(0, 4)}` : day);
}

/** «martes 3», when the month is said right after. */
export function dayOnly(date: LocalDate, language: Language): Words {
  const get = parts(date, language, { weekday: "long", day: "numeric" });
  return both(`${get("weekday")} ${get("day")}`);
}

/** «3 mar», for a button. */
export function shortDate(date: LocalDate, language: Language): string {
  const get = parts(date, language, { day: "numeric", month: "short" });
  return `${get("day")} ${get("month").replace(".", "")}`;
}

function parts(
  date: LocalDate,
  language: Language,
  options: Intl.DateTimeFormatOptions,
): (type: string) => string {
  const locale = language === "en" ? "en-GB" : language;
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  const all = format.formatToParts(Date.parse(`${date}T00:00:00Z`));
  return (type) => all.find((part) => part.type === type)?.value ?? "";
}

/** «240 €», and «240 euros» for the ear. */
export function amount(value: Money, language: Language): Words {
  const locale = moneyLocale(language, value.currency);
  const digits = minorDigits(value.currency);
  const whole = value.minor % 10 ** digits === 0;
  const spoken = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: value.currency,
    currencyDisplay: "name",
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  });
  const name = spoken.format(value.minor / 10 ** digits).replace(/[\u00a0\u202f]/g, " ");
  return both(formatMoney(value, locale), name);
}

/** A moment on the hotel's wall, `HH:MM`; the ear gets «12 y 20» from the hour's own reading by the voice. */
export function clockTime(epochMs: number, timeZone: string): string {
  return trimHour(localNow(epochMs, timeZone).time);
}

/** «09:00» → «9:00». */
export function trimHour(time: string): string {
  return time.replace(/^0(\d)/, "$1");
}

/** Letter by letter for the ear: «A, C, 7». */
export function code(value: string): Words {
  return both(value, Array.from(value.replace(/[^\p{L}\p{N}]/gu, "")).join(", "));
}

/** Digits in groups of three for the ear, «más» said by the voice. */
export function phone(value: string): Words {
  const digits = value.replace(/\D/g, "");
  return both(value, digits.replace(/(\d{1,3})(?=(\d{3})+$)/g, "$1 "));
}

const AT: Readonly<Record<Language, readonly [at: string, dot: string, dash: string, underscore: string]>> = {
  es: ["arroba", "punto", "guion", "guion bajo"],
  en: ["at", "dot", "dash", "underscore"],
  pt: ["arroba", "ponto", "hífen", "underline"],
};

export function email(value: string, language: Language): Words {
  const [at, dot, dash, underscore] = AT[language];
  const spoken = value
    .replace(/@/g, ` ${at} `)
    .replace(/\./g, ` ${dot} `)
    .replace(/-/g, ` ${dash} `)
    .replace(/_/g, ` ${underscore} `);
  return both(value, spoken.replace(/ +/g, " ").trim());
}
