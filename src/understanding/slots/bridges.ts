import { addDays, type LocalDate, weekdayOf } from "../../domain/calendar.ts";
import { MONTHS } from "./calendar-words.ts";
import type { Token } from "./tokens.ts";

/** A country's public holiday: what it is called (folded) and its days in the years to come. */
export interface CountryHoliday {
  readonly names: readonly string[];
  readonly days: readonly LocalDate[];
}

export interface Span {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** What guests call a day besides its official names, by month and day or by one of those names. */
const ALIASES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/corpus christi|corpo de deus/, ["corpus", "corpus christi", "corpo de deus"]],
  [/inmaculada|imaculada|immaculate/, ["la inmaculada", "inmaculada", "la purisima", "imaculada"]],
  [/constitucion/, ["la constitucion", "constitucion"]],
  [/fiesta nacional de espana/, ["el pilar", "pilar", "la hispanidad", "hispanidad"]],
  [/todos los santos|todos os santos/, ["todos los santos", "todos os santos"]],
  [/trabaj|trabal|labour|labor/, ["primero de mayo", "dia del trabajo", "dia do trabalho", "labor day"]],
  [/asuncion|assuncao/, ["la asuncion", "asuncion", "assuncao"]],
  [/finados|fieles difuntos|muertos/, ["finados", "dia de muertos"]],
  [/independ/, ["independencia", "fiestas patrias", "independence day", "fourth of july"]],
  [/liberdade/, ["25 de abril"]],
  [/aparecida/, ["nossa senhora aparecida", "aparecida"]],
  [/thanksgiving/, ["thanksgiving"]],
  [/tiradentes/, ["tiradentes"]],
];
/** Holidays without a day of their own to name: their names say too little. */
const TOO_SHORT = 5;
const LINKS = new Set("de del do da of in la el los das dos".split(" "));
const BRIDGES: readonly (readonly string[])[] = [
  ["bank", "holiday", "weekend"],
  ["bank", "holiday"],
  ["fin", "de", "semana", "largo"],
  ["long", "weekend"],
  ["holiday", "weekend"],
  ["feriado", "prolongado"],
  ["feriadao"],
  ["feriado"],
  ["puente"],
  ["ponte"],
  ["acueducto"],
];

export interface HolidayFound {
  readonly spans: readonly Span[];
  readonly length: number;
}

/** The holidays of one country, by the first word of each name. */
export interface HolidayCalendar {
  readonly byWord: ReadonlyMap<string, readonly Named[]>;
  /** Stretches of free days longer than one, in order. */
  readonly bridges: readonly Span[];
}

interface Named {
  readonly words: readonly string[];
  readonly spans: readonly Span[];
}

export function holidayCalendar(holidays: readonly CountryHoliday[]): HolidayCalendar {
  const byWord = new Map<string, Named[]>();
  for (const { names, days } of holidays) {
    const known = names.filter((name) => name.length >= TOO_SHORT);
    const also = ALIASES.filter(([pattern]) => names.some((name) => pattern.test(name)));
    const spans = days.map((day) => ({ first: day, last: day }));
    for (const name of new Set([...known, ...also.flatMap(([, list]) => list)])) {
      const words = name.split(" ");
      const list = byWord.get(words[0] ?? "") ?? [];
      const same = list.find((each) => each.words.join(" ") === name);
      const all = [...(same?.spans ?? []), ...spans].sort((x, y) => (x.first < y.first ? -1 : 1));
      byWord.set(words[0] ?? "", [...list.filter((each) => each !== same), { words, spans: all }]);
    }
  }
  return { byWord, bridges: joined(holidays.flatMap(({ days }) => days).map(around)).filter(isLong) };
}

/** «puente de mayo», «feriado de Corpus», «bank holiday weekend», or a holiday of the country by its name. */
export function bridgeAt(
  tokens: readonly Token[],
  at: number,
  calendar: HolidayCalendar,
): HolidayFound | undefined {
  const bridge = BRIDGES.find((words) => words.every((word, index) => tokens[at + index]?.text === word));
  if (!bridge) return namedAt(tokens, at, calendar);
  let next = at + bridge.length;
  while (LINKS.has(tokens[next]?.text ?? "")) next += 1;
  const named = namedAt(tokens, next, calendar);
  if (named) {
    // «el puente de la Constitución» is the whole of it where two holidays make one.
    const whole = (day: LocalDate): Span =>
      calendar.bridges.find(({ first, last }) => first <= day && day <= last) ?? around(day);
    return { spans: named.spans.map(({ first }) => whole(first)), length: next + named.length - at };
  }
  const month = MONTHS.get(tokens[next]?.text ?? "");
  if (month !== undefined) {
    const inMonth = (day: LocalDate): boolean => Number(day.slice(5, 7)) === month;
    const spans = calendar.bridges.filter(({ first, last }) => inMonth(first) || inMonth(last));
    return spans.length > 0 ? { spans, length: next + 1 - at } : undefined;
  }
  // «un puente» over a river is none: only what cannot be anything else stands alone.
  return /^(?:ponte|puente)$/.test(bridge[0] ?? "") && tokens[at - 1]?.text !== "el"
    ? undefined
    : { spans: calendar.bridges, length: bridge.length };
}

function namedAt(
  tokens: readonly Token[],
  at: number,
  { byWord }: HolidayCalendar,
): HolidayFound | undefined {
  let best: HolidayFound | undefined;
  for (const { words, spans } of byWord.get(tokens[at]?.text ?? "") ?? []) {
    if (words.length <= (best?.length ?? 0)) continue;
    if (words.every((word, index) => tokens[at + index]?.text === word))
      best = { spans, length: words.length };
  }
  return best;
}

/** The free days around a holiday: Thursday to Sunday, Friday to Sunday, Saturday to Monday, Saturday to Tuesday. */
function around(day: LocalDate): Span {
  const weekday = weekdayOf(day);
  if (weekday === 4 || weekday === 5) return { first: day, last: addDays(day, 7 - weekday) };
  if (weekday === 1 || weekday === 2) return { first: addDays(day, -(weekday + 1)), last: day };
  return { first: day, last: day };
}

const isLong = ({ first, last }: Span): boolean => first < last;

/** Stretches that touch are one: the 6th and the 8th of December. */
function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = out.at(-1);
    if (before && span.first <= addDays(before.last, 2)) {
      out[out.length - 1] = { first: before.first, last: [before.last, span.last].sort()[1] ?? span.last };
    } else out.push(span);
  }
  return out;
}
