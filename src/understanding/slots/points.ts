import {
  COUNTED,
  DAY_UNITS,
  MONTH_UNITS,
  MONTHS,
  ONE,
  PT_ORDINAL_DAYS,
  SHORT_DAYS,
  TODAY,
  TOMORROW,
  WEAK_MONTHS,
  WEEK_UNITS,
  WEEKDAYS,
  YESTERDAY,
} from "./calendar-words.ts";
import { holidayAt } from "./holidays.ts";
import type { Token } from "./tokens.ts";

/** A day or a stretch of days as said, before it is laid on a calendar. Months are 1–12, weekdays ISO. */
export type When =
  | {
      readonly kind: "day";
      readonly day: number;
      readonly month?: number;
      readonly year?: number;
      readonly weekday?: number;
    }
  /** 03/04: which is the month depends on where the guest comes from. */
  | { readonly kind: "numeric"; readonly first: number; readonly second: number; readonly year?: number }
  | {
      readonly kind: "weekday";
      readonly weekday: number;
      readonly which: "coming" | "this" | "next" | "next_week";
    }
  | { readonly kind: "offset"; readonly days: number }
  | { readonly kind: "months_ahead"; readonly months: number }
  | { readonly kind: "weekend"; readonly which: "this" | "next"; readonly english: boolean }
  | { readonly kind: "week"; readonly ahead: number }
  | { readonly kind: "month"; readonly month?: number; readonly ahead?: number }
  | { readonly kind: "holiday"; readonly id: string };

/** `strong`: a date by itself. Otherwise a number that is a day only beside a date, or when a day was asked for. */
export interface Point {
  readonly when: When;
  readonly start: number;
  readonly end: number;
  readonly strong: boolean;
}

const OF = new Set(["de", "of", "del", "do", "d", "-", ",", "/", "em"]);
const TIME_PREPOSITIONS = new Set(
  "el este proximo on this next from until till to til by for and between na nesta proxima esta desta ate a de desde para through ao pra".split(
    " ",
  ),
);
const DAY_CUES = new Set(
  "el dia al del hasta desde on from until till til by the day dias ao do pro entre between arriving leaving starting llego salgo chego saio".split(
    " ",
  ),
);

/** Every date-like expression of a message, left to right, not overlapping. */
export function findPoints(tokens: readonly Token[]): Point[] {
  const points: Point[] = [];
  for (let at = 0; at < tokens.length; ) {
    const point = pointAt(tokens, at);
    if (point) points.push(point);
    at = point ? point.end : at + 1;
  }
  return points;
}

function pointAt(tokens: readonly Token[], at: number): Point | undefined {
  const point = (when: When, end: number, strong = true): Point => ({ when, start: at, end, strong });
  const token = tokens[at];
  if (!token) return undefined;
  if (token.value !== undefined) return numberPoint(tokens, at, token.value, point);
  const word = token.text;
  const next = tokens[at + 1]?.text ?? "";

  const holiday = holidayAt(tokens, at);
  if (holiday) return point({ kind: "holiday", id: holiday.id }, at + holiday.length);

  if (word === "pasado" && next === "manana") return point({ kind: "offset", days: 2 }, at + 2);
  if (word === "depois" && next === "de" && tokens[at + 2]?.text === "amanha")
    return point({ kind: "offset", days: 2 }, at + 3);
  if (word === "day" && next === "after" && tokens[at + 2]?.text === "tomorrow")
    return point({ kind: "offset", days: 2 }, at + 3);
  if (word === "overmorrow") return point({ kind: "offset", days: 2 }, at + 1);
  if (word === "anteayer" || word === "antier" || word === "anteontem")
    return point({ kind: "offset", days: -2 }, at + 1);
  if (TODAY.has(word) && !(word === "today" && next === "s"))
    return point({ kind: "offset", days: 0 }, at + 1);
  if ((word === "esta" || word === "this") && /^(?:noche|noite|night|evening|tarde|afternoon)$/.test(next)) {
    return point({ kind: "offset", days: 0 }, at + 2);
  }
  if (word === "manana" && /^(?:la|esta|media|de)$/.test(tokens[at - 1]?.text ?? "")) {
    // «de mañana al viernes» starts tomorrow; «las 8 de la mañana» is a time of day.
    if (tokens[at - 1]?.text !== "de" || tokens[at - 2]?.value !== undefined) return undefined;
  }
  if (TOMORROW.has(word)) return point({ kind: "offset", days: 1 }, at + 1);
  if (YESTERDAY.has(word)) return point({ kind: "offset", days: -1 }, at + 1);

  const ahead = aheadAt(tokens, at);
  if (ahead) return point(ahead.when, ahead.end);
  const stretch = stretchAt(tokens, at);
  if (stretch) return point(stretch.when, stretch.end);
  const day = weekdayAt(tokens, at);
  if (day) return point(day.when, day.end);
  return monthPoint(tokens, at, point);
}

/** «3/4», «2027-03-04», «3 de marzo», «3rd of March», «el 3», and a bare number as a weak day. */
function numberPoint(
  tokens: readonly Token[],
  at: number,
  value: number,
  point: (when: When, end: number, strong?: boolean) => Point,
): Point | undefined {
  const glue = (index: number, signs: string): boolean => {
    const token = tokens[index];
    return token !== undefined && token.glued && signs.includes(token.text);
  };
  const number = (index: number): number | undefined =>
    tokens[index]?.glued ? tokens[index]?.value : undefined;
  const [b, c] = [number(at + 2), number(at + 4)];
  if (value > 1900 && glue(at + 1, "-/.") && b !== undefined && glue(at + 3, "-/.") && c !== undefined) {
    return point({ kind: "day", year: value, month: b, day: c }, at + 5);
  }
  if (value <= 31 && glue(at + 1, "-/.") && b !== undefined && glue(at + 3, "-/.") && c !== undefined) {
    return point({ kind: "numeric", first: value, second: b, year: c < 100 ? 2000 + c : c }, at + 5);
  }
  if (value <= 31 && glue(at + 1, "/") && b !== undefined && !glue(at + 3, "/")) {
    return point({ kind: "numeric", first: value, second: b }, at + 3);
  }
  if (value < 1 || value > 99) return undefined;
  const back = agoOrFromNow(tokens, at, value);
  if (back) return point(back.when, back.end);
  let next = at + 1;
  while (next < at + 4 && (OF.has(tokens[next]?.text ?? "") || tokens[next]?.text === "mes")) {
    if (tokens[next]?.text === "-" && tokens[next + 1]?.value !== undefined) break;
    next += 1;
  }
  const month = MONTHS.get(tokens[next]?.text ?? "");
  if (month && !(tokens[next]?.text === "set" && next === at + 1 && tokens[at]?.ordinal)) {
    const year = yearAt(tokens, next + 1);
    const weekday = weekdayBefore(tokens, at);
    const when: When = {
      kind: "day",
      day: value,
      month,
      ...(year ? { year: year.value } : {}),
      ...(weekday ? { weekday } : {}),
    };
    return point(when, year?.end ?? next + 1);
  }
  if (value > 31) return undefined;
  const previous = tokens[at - 1]?.text ?? "";
  const following = tokens[at + 1]?.text ?? "";
  if (
    COUNTED.has(following) ||
    following === ":" ||
    following === "%" ||
    following === "€" ||
    following === "$"
  )
    return undefined;
  if (previous === ":" || previous === "+" || previous === "$" || previous === "las" || previous === "as")
    return undefined;
  if (tokens[at]?.glued && /[a-z]/.test(previous)) return undefined;
  const english = tokens[at]?.ordinal === true && /^\d+$/.test(tokens[at]?.text ?? "");
  const cued = DAY_CUES.has(previous) && (previous !== "the" || english) && (previous !== "from" || english);
  const strong =
    cued &&
    !(
      /^(?:hasta|desde|until|till|til|by|entre|between|the|do|on)$/.test(previous) &&
      !english &&
      previous !== "do"
    );
  return point({ kind: "day", day: value }, at + 1, strong && previous !== "do");
}

/** «3 days ago», «in 3 days» is read elsewhere; «3 days from now». */
function agoOrFromNow(
  tokens: readonly Token[],
  at: number,
  value: number,
): { when: When; end: number } | undefined {
  const unit = tokens[at + 1]?.text ?? "";
  const days = DAY_UNITS.has(unit) ? value : WEEK_UNITS.has(unit) ? value * 7 : undefined;
  if (days === undefined) return undefined;
  const word = tokens[at + 2]?.text;
  if (word === "ago" || word === "atras") return { when: { kind: "offset", days: -days }, end: at + 3 };
  if (word === "from" && /^(?:now|today)$/.test(tokens[at + 3]?.text ?? "")) {
    return { when: { kind: "offset", days }, end: at + 4 };
  }
  return undefined;
}

/** «dentro de 3 días», «in a week», «daqui a duas semanas», «hace 2 días». */
function aheadAt(tokens: readonly Token[], at: number): { when: When; end: number } | undefined {
  const word = tokens[at]?.text ?? "";
  let next = at + 1;
  let sign = 1;
  if (word === "dentro" && tokens[next]?.text === "de") next += 1;
  else if (word === "daqui" && /^(?:a|ha)$/.test(tokens[next]?.text ?? "")) next += 1;
  else if (word === "hace" || (word === "ha" && tokens[at - 1]?.text !== "daqui")) sign = -1;
  else if (word !== "en" && word !== "in" && word !== "em" && word !== "within") return undefined;
  const count = tokens[next]?.value ?? (ONE.has(tokens[next]?.text ?? "") ? 1 : undefined);
  if (word === "in" && tokens[next]?.text === "a" && tokens[next + 1]?.text === "fortnight") {
    return { when: { kind: "offset", days: 14 }, end: next + 2 };
  }
  if (count === undefined || count > 400) return undefined;
  const unit = tokens[next + 1]?.text ?? "";
  if (DAY_UNITS.has(unit)) return { when: { kind: "offset", days: sign * count }, end: next + 2 };
  if (WEEK_UNITS.has(unit)) return { when: { kind: "offset", days: sign * count * 7 }, end: next + 2 };
  if (MONTH_UNITS.has(unit)) return { when: { kind: "months_ahead", months: sign * count }, end: next + 2 };
  return undefined;
}

const THIS = new Set("este esta this neste nesta desta deste".split(" "));
const NEXT = new Set("proximo proxima next siguiente seguinte".split(" "));

/** Weekends, weeks and months as a whole: «este finde», «next week», «el mes que viene», «fim de semana que vem». */
function stretchAt(tokens: readonly Token[], at: number): { when: When; end: number } | undefined {
  const first = tokens[at]?.text ?? "";
  const lead = THIS.has(first) ? "this" : NEXT.has(first) ? "next" : undefined;
  const noun = lead ? at + 1 : at;
  const word = tokens[noun]?.text ?? "";
  let after = noun + 1;
  let weekend =
    word === "finde" || word === "weekend" || word === "wkend" || word === "wknd" || word === "findesemana";
  if (
    (word === "fin" || word === "fim") &&
    tokens[after]?.text === "de" &&
    tokens[after + 1]?.text === "semana"
  ) {
    weekend = true;
    after += 2;
  }
  const following = tailNext(tokens, after);
  const which = lead === "next" || following ? "next" : "this";
  const end = following ?? after;
  if (weekend) {
    if (
      !lead &&
      !following &&
      /^(?:un|una|a|um|algun|cualquier|any|some|los|the|cada|every)$/.test(tokens[at - 1]?.text ?? "") &&
      tokens[at - 1]?.text !== "the"
    ) {
      return undefined;
    }
    return { when: { kind: "weekend", which, english: word.startsWith("w") }, end };
  }
  if (!lead && !following) return undefined;
  if (WEEK_UNITS.has(word)) return { when: { kind: "week", ahead: which === "next" ? 1 : 0 }, end };
  if (word === "mes" || word === "month")
    return { when: { kind: "month", ahead: which === "next" ? 1 : 0 }, end };
  return undefined;
}

/** The index after «que viene», «que vem», «próximo», «siguiente»; undefined when none follows. */
function tailNext(tokens: readonly Token[], at: number): number | undefined {
  const word = tokens[at]?.text ?? "";
  if (word === "que" && /^(?:viene|vem|entra)$/.test(tokens[at + 1]?.text ?? "")) return at + 2;
  if (word === "q" && /^(?:viene|vem)$/.test(tokens[at + 1]?.text ?? "")) return at + 2;
  return word !== "next" && NEXT.has(word) ? at + 1 : undefined;
}

function weekdayAt(tokens: readonly Token[], at: number): { when: When; end: number } | undefined {
  const first = tokens[at]?.text ?? "";
  const lead = THIS.has(first) ? "this" : NEXT.has(first) ? "next" : undefined;
  const noun = lead ? at + 1 : at;
  const word = tokens[noun]?.text ?? "";
  const weekday = word === "segunda" ? 1 : WEEKDAYS.get(word);
  if (!weekday) return undefined;
  let after = noun + 1;
  const feira =
    (tokens[after]?.text === "-" && tokens[after + 1]?.text === "feira" && 2) ||
    (tokens[after]?.text === "feira" && 1) ||
    0;
  after += feira;
  if (tokens[after]?.text === ".") after += 1;
  const before = tokens[at - 1]?.text ?? "";
  const alone = tokens.length <= 2;
  if ((PT_ORDINAL_DAYS.has(word) && !feira) || SHORT_DAYS.has(word)) {
    const cue =
      word === "segunda" || PT_ORDINAL_DAYS.has(word)
        ? PT_CUES.has(before) || lead !== undefined
        : TIME_PREPOSITIONS.has(before);
    const partner = tokens[after]?.value !== undefined || PT_RANGE.test(between2(tokens, after));
    if (!cue && !lead && !partner && !(alone && SHORT_DAYS.has(word))) return undefined;
    if (word === "mon" && /[a-z]/.test(before) && before === "c") return undefined;
  }
  const dated = datedWeekday(tokens, after, weekday);
  if (dated) return dated;
  const tail = tailNext(tokens, after);
  const nextWeek = /^(?:(?:de|da) (?:la )?(?:proxima semana|semana que (?:viene|vem))|next week|week )/.exec(
    `${between2(tokens, after)} `,
  );
  if (nextWeek) {
    const length = nextWeek[0].trim().split(" ").length;
    return { when: { kind: "weekday", weekday, which: "next_week" }, end: after + length };
  }
  const which = tail
    ? tokens[after]?.text === "que"
      ? "coming"
      : "next"
    : lead === "next"
      ? "next"
      : lead === "this"
        ? "this"
        : "coming";
  return { when: { kind: "weekday", weekday, which }, end: tail ?? after };
}

const PT_CUES = new Set("na nesta proxima ate de desde para pra da a desta esta".split(" "));
const PT_RANGE = /^(?:a|ate|e) (?:segunda|terca|quarta|quinta|sexta|sabado|domingo)\b/;

function between2(tokens: readonly Token[], at: number): string {
  return tokens
    .slice(at, at + 5)
    .map((token) => token.text)
    .join(" ");
}

/** «viernes 5», «Friday the 5th», «sexta, dia 5»: the number keeps the weekday; the month may follow it. */
function datedWeekday(
  tokens: readonly Token[],
  at: number,
  weekday: number,
): { when: When; end: number } | undefined {
  let next = at;
  while (next < at + 3 && /^(?:,|dia|the|el|day|de)$/.test(tokens[next]?.text ?? "")) next += 1;
  const month = MONTHS.get(tokens[next]?.text ?? "");
  const numberAt = month ? next + 1 : next;
  const day = tokens[numberAt]?.value;
  if (day === undefined || day < 1 || day > 31) return undefined;
  const following = tokens[numberAt + 1]?.text ?? "";
  if (COUNTED.has(following) || following === ":") return undefined;
  if (month) {
    const year = yearAt(tokens, numberAt + 1);
    return {
      when: { kind: "day", day, month, weekday, ...(year ? { year: year.value } : {}) },
      end: year?.end ?? numberAt + 1,
    };
  }
  if (following === "/" && tokens[numberAt + 2]?.value !== undefined) return undefined;
  let tail = numberAt + 1;
  while (tail < numberAt + 3 && OF.has(tokens[tail]?.text ?? "")) tail += 1;
  const named = MONTHS.get(tokens[tail]?.text ?? "");
  if (named) {
    const year = yearAt(tokens, tail + 1);
    return {
      when: { kind: "day", day, month: named, weekday, ...(year ? { year: year.value } : {}) },
      end: year?.end ?? tail + 1,
    };
  }
  if (next > at && tokens[at]?.text === "," && !tokens[numberAt]?.ordinal && tokens[next - 1]?.text === ",")
    return undefined;
  return { when: { kind: "day", day, weekday }, end: numberAt + 1 };
}

function weekdayBefore(tokens: readonly Token[], at: number): number | undefined {
  const word =
    tokens[at - 1]?.text === "the" || tokens[at - 1]?.text === ","
      ? tokens[at - 2]?.text
      : tokens[at - 1]?.text;
  return WEEKDAYS.get(word ?? "");
}

/** «March 3rd», «marzo 3», «in March», «1o de março» is a number point. */
function monthPoint(
  tokens: readonly Token[],
  at: number,
  point: (when: When, end: number, strong?: boolean) => Point,
): Point | undefined {
  const word = tokens[at]?.text ?? "";
  const ordinalOne = /^(?:primero|primeiro|uno|um)$/.test(word);
  if (ordinalOne && (tokens[at + 1]?.text === "de" || tokens[at + 1]?.text === "do")) {
    const month = MONTHS.get(tokens[at + 2]?.text ?? "");
    if (month) {
      const year = yearAt(tokens, at + 3);
      return point(
        { kind: "day", day: 1, month, ...(year ? { year: year.value } : {}) },
        year?.end ?? at + 3,
      );
    }
  }
  if (ordinalOne && /^(?:dia|el)$/.test(tokens[at - 1]?.text ?? "") && word !== "uno")
    return point({ kind: "day", day: 1 }, at + 1);
  const month = MONTHS.get(word);
  if (!month) return undefined;
  const dayAt = tokens[at + 1]?.text === "the" ? at + 2 : at + 1;
  const day = tokens[dayAt]?.value;
  const follows = tokens[dayAt + 1]?.text ?? "";
  if (day !== undefined && day >= 1 && day <= 31 && !COUNTED.has(follows) && follows !== ":") {
    const year = yearAt(tokens, dayAt + 1);
    return point({ kind: "day", day, month, ...(year ? { year: year.value } : {}) }, year?.end ?? dayAt + 1);
  }
  const before = tokens[at - 1]?.text ?? "";
  if (WEAK_MONTHS.has(word) && !/^(?:in|early|mid|late|of|next|this|during|for)$/.test(before))
    return undefined;
  if (word === "mar" || word === "set" || word === "out" || word === "mai") return undefined;
  if (word === "may" && before === "for") return undefined;
  return point({ kind: "month", month }, at + 1);
}

function yearAt(tokens: readonly Token[], at: number): { value: number; end: number } | undefined {
  let next = at;
  if (/^(?:de|del|do|of|,|\/)$/.test(tokens[next]?.text ?? "")) next += 1;
  const value = tokens[next]?.value;
  return value !== undefined && value >= 2000 && value < 2100 ? { value, end: next + 1 } : undefined;
}
