import { addDays, type LocalDate, localDate } from "../../domain/calendar.ts";
import type { Token } from "./tokens.ts";

/** First day and, where it lasts, last day of what guests call by name. Fixed ones as month and day. */
const FIXED: Readonly<Record<string, readonly [number, number]>> = {
  christmas: [12, 25],
  christmas_eve: [12, 24],
  new_years_eve: [12, 31],
  new_year: [1, 1],
  epiphany: [1, 6],
  valentine: [2, 14],
};

const NAMES: readonly (readonly [string, string])[] = [
  ["nochebuena", "christmas_eve"],
  ["nochevieja", "new_years_eve"],
  ["fin de ano", "new_years_eve"],
  ["fim de ano", "new_years_eve"],
  ["vispera de navidad", "christmas_eve"],
  ["vespera de natal", "christmas_eve"],
  ["vespera de ano novo", "new_years_eve"],
  ["christmas eve", "christmas_eve"],
  ["xmas eve", "christmas_eve"],
  ["new year ' s eve", "new_years_eve"],
  ["new years eve", "new_years_eve"],
  ["new year ' s day", "new_year"],
  ["new years day", "new_year"],
  ["nye", "new_years_eve"],
  ["reveillon", "new_years_eve"],
  ["christmas day", "christmas"],
  ["ano nuevo", "new_year"],
  ["ano novo", "new_year"],
  ["dia de reyes", "epiphany"],
  ["dia de reis", "epiphany"],
  ["san valentin", "valentine"],
  ["valentine ' s day", "valentine"],
  ["valentines day", "valentine"],
  ["valentines", "valentine"],
  ["dia dos namorados", "valentine"],
  ["navidad", "christmas"],
  ["christmas", "christmas"],
  ["xmas", "christmas"],
  ["natal", "christmas"],
  ["semana santa", "holy_week"],
  ["viernes santo", "good_friday"],
  ["sexta - feira santa", "good_friday"],
  ["sexta feira santa", "good_friday"],
  ["good friday", "good_friday"],
  ["domingo de pascua", "easter"],
  ["domingo de pascoa", "easter"],
  ["easter sunday", "easter"],
  ["easter", "holy_week"],
  ["pascoa", "holy_week"],
  ["carnaval", "carnival"],
  ["carnavales", "carnival"],
];

const SORTED = [...NAMES]
  .map(([name, id]) => ({ words: name.split(" "), id }))
  .sort((a, b) => b.words.length - a.words.length);
const FIRST = new Set(SORTED.map((entry) => entry.words[0] ?? ""));

/** The holiday named at `at`, longest name first, with its length in tokens. */
export function holidayAt(tokens: readonly Token[], at: number): { id: string; length: number } | undefined {
  if (!FIRST.has(tokens[at]?.text ?? "")) return undefined;
  const found = SORTED.find((entry) => entry.words.every((word, index) => tokens[at + index]?.text === word));
  return found && { id: found.id, length: found.words.length };
}

/** The next such day on or after `today`; `last` differs from `first` where the guest named several days. */
export function holidayDates(
  id: string,
  today: LocalDate,
): { first: LocalDate; last: LocalDate } | undefined {
  const year = Number(today.slice(0, 4));
  for (const candidate of [year, year + 1]) {
    const found = inYear(id, candidate);
    if (found && found.last >= today) return found;
  }
  return undefined;
}

function inYear(id: string, year: number): { first: LocalDate; last: LocalDate } | undefined {
  const fixed = FIXED[id];
  if (fixed) {
    const date = localDate(year, fixed[0], fixed[1]);
    return date === undefined ? undefined : { first: date, last: date };
  }
  const easter = easterSunday(year);
  if (easter === undefined) return undefined;
  if (id === "easter") return { first: easter, last: easter };
  if (id === "good_friday") return { first: addDays(easter, -2), last: addDays(easter, -2) };
  if (id === "holy_week") return { first: addDays(easter, -7), last: easter };
  if (id === "carnival") return { first: addDays(easter, -50), last: addDays(easter, -47) };
  return undefined;
}

/** Gregorian Easter (the anonymous algorithm of 1876). */
function easterSunday(year: number): LocalDate | undefined {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return localDate(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}
