import { addDays, type LocalDate, localDate } from "../../domain/calendar.ts";
import type { Token } from "./tokens.ts";

/** First day and, where it lasts, last day of what guests call by name. Fixed ones as month and day. */
const FIXED: Readonly<Record<string, readonly [number, number]>> = {
  christmas: [12, 25],
  christmas_eve: [12, 24],
  new_years_eve: [12, 31],
  new_year: [1, 1],
  epiphany: [1, 6],
  epiphany_eve: [1, 5],
  valentine: [2, 14],
  saint_patrick: [3, 17],
  saint_john_eve: [6, 23],
  saint_john: [6, 24],
  halloween: [10, 31],
  boxing_day: [12, 26],
};

/** Days from Easter Sunday to the first and the last day. */
const MOVABLE: Readonly<Record<string, readonly [number, number]>> = {
  easter: [0, 0],
  palm_sunday: [-7, -7],
  maundy_thursday: [-3, -3],
  good_friday: [-2, -2],
  holy_saturday: [-1, -1],
  easter_monday: [1, 1],
  easter_weekend: [-2, 1],
  holy_week: [-7, 0],
  carnival: [-50, -47],
  carnival_monday: [-48, -48],
  carnival_tuesday: [-47, -47],
  ash_wednesday: [-46, -46],
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
  ["noche buena", "christmas_eve"],
  ["noche vieja", "new_years_eve"],
  ["noite de natal", "christmas_eve"],
  ["vispera de ano nuevo", "new_years_eve"],
  ["san silvestre", "new_years_eve"],
  ["passagem de ano", "new_years_eve"],
  ["passagem do ano", "new_years_eve"],
  ["virada do ano", "new_years_eve"],
  ["virada de ano", "new_years_eve"],
  ["ano velho", "new_years_eve"],
  ["hogmanay", "new_years_eve"],
  ["boxing day", "boxing_day"],
  ["st stephen ' s day", "boxing_day"],
  ["dia de san esteban", "boxing_day"],
  ["fiesta de san esteban", "boxing_day"],
  ["fiestas de san esteban", "boxing_day"],
  ["por san esteban", "boxing_day"],
  ["para san esteban", "boxing_day"],
  ["noche de reyes", "epiphany_eve"],
  ["vispera de reyes", "epiphany_eve"],
  ["noite de reis", "epiphany_eve"],
  ["dia de los reyes", "epiphany"],
  ["st patrick ' s day", "saint_patrick"],
  ["st patricks day", "saint_patrick"],
  ["dia de san patricio", "saint_patrick"],
  ["fiesta de san patricio", "saint_patrick"],
  ["fiestas de san patricio", "saint_patrick"],
  ["por san patricio", "saint_patrick"],
  ["para san patricio", "saint_patrick"],
  ["noche de san juan", "saint_john_eve"],
  ["noite de sao joao", "saint_john_eve"],
  ["dia de san juan", "saint_john"],
  ["fiesta de san juan", "saint_john"],
  ["fiestas de san juan", "saint_john"],
  ["por san juan", "saint_john"],
  ["para san juan", "saint_john"],
  ["dia de sao joao", "saint_john"],
  ["festa de sao joao", "saint_john"],
  ["festas de sao joao", "saint_john"],
  ["para o sao joao", "saint_john"],
  ["pelo sao joao", "saint_john"],
  ["halloween", "halloween"],
  ["domingo de ramos", "palm_sunday"],
  ["palm sunday", "palm_sunday"],
  ["jueves santo", "maundy_thursday"],
  ["quinta - feira santa", "maundy_thursday"],
  ["quinta feira santa", "maundy_thursday"],
  ["quinta santa", "maundy_thursday"],
  ["maundy thursday", "maundy_thursday"],
  ["sexta santa", "good_friday"],
  ["sabado santo", "holy_saturday"],
  ["sabado de gloria", "holy_saturday"],
  ["sabado de aleluia", "holy_saturday"],
  ["easter saturday", "holy_saturday"],
  ["domingo de resurreccion", "easter"],
  ["lunes de pascua", "easter_monday"],
  ["segunda - feira de pascoa", "easter_monday"],
  ["segunda de pascoa", "easter_monday"],
  ["easter monday", "easter_monday"],
  ["easter weekend", "easter_weekend"],
  ["lunes de carnaval", "carnival_monday"],
  ["segunda - feira de carnaval", "carnival_monday"],
  ["segunda de carnaval", "carnival_monday"],
  ["martes de carnaval", "carnival_tuesday"],
  ["terca - feira de carnaval", "carnival_tuesday"],
  ["terca de carnaval", "carnival_tuesday"],
  ["shrove tuesday", "carnival_tuesday"],
  ["pancake day", "carnival_tuesday"],
  ["miercoles de ceniza", "ash_wednesday"],
  ["quarta - feira de cinzas", "ash_wednesday"],
  ["quarta de cinzas", "ash_wednesday"],
  ["ash wednesday", "ash_wednesday"],
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
  const days = MOVABLE[id];
  return days && { first: addDays(easter, days[0]), last: addDays(easter, days[1]) };
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
