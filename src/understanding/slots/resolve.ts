import {
  addDays,
  daysBetween,
  type LocalDate,
  type LocalNow,
  localDate,
  weekdayOf,
} from "../../domain/calendar.ts";
import type { Language } from "../../domain/language.ts";
import { holidayDates } from "./holidays.ts";
import type { When } from "./point.ts";

/**
 * A date expression laid on the calendar: one `date`, or several `candidates`, or a stretch `within` which the day
 * must still be asked for. `last` is the other end of what names several days at once (a weekend).
 */
export interface Resolved {
  readonly date?: LocalDate;
  readonly last?: LocalDate;
  readonly flag?: "past" | "ambiguous" | "impossible";
  readonly candidates?: readonly LocalDate[];
  readonly within?: { readonly from: LocalDate; readonly to: LocalDate };
}

export interface ResolveOptions {
  readonly now: LocalNow;
  readonly language: Language;
  /** The first day it can be: today, or the day after the arrival for a departure. */
  readonly from: LocalDate;
}

/** Lays one expression on the calendar: the next fitting day on or after `from`. Never picks between two readings. */
export function resolve(when: When, options: ResolveOptions): Resolved {
  const { now, from } = options;
  switch (when.kind) {
    case "day":
      return resolveDay(when, options);
    case "numeric":
      return resolveNumeric(when, options);
    case "offset": {
      const date = addDays(now.date, when.days);
      return when.days < 0 ? { date, flag: "past" } : { date };
    }
    case "months_ahead": {
      const date = monthsLater(now.date, when.months);
      return when.months < 0 ? { date, flag: "past" } : { date };
    }
    case "weekday":
      return resolveWeekday(when, options);
    case "weekend":
      return resolveWeekend(when, options);
    case "weekend_of":
      return weekendHolding(when, options);
    case "nth":
      return resolveNth(when, from);
    case "week": {
      const monday = addDays(now.date, 1 - now.weekday + 7 * when.ahead);
      return span(later(monday, now.date), addDays(monday, 6));
    }
    case "month":
      return resolveMonth(when, from);
    case "holiday": {
      const found = holidayDates(when.id, from);
      if (!found) return { flag: "impossible" };
      return found.first === found.last ? { date: found.first } : span(found.first, found.last);
    }
    case "free_days": {
      const found = when.spans.find(({ last }) => last >= from);
      if (!found) return { flag: "impossible" };
      return found.first === found.last ? { date: found.first } : span(later(found.first, from), found.last);
    }
  }
}

const later = (a: LocalDate, b: LocalDate): LocalDate => [a, b].sort()[1] ?? a;
const span = (from: LocalDate, to: LocalDate): Resolved => ({ flag: "ambiguous", within: { from, to } });

function resolveDay(when: When & { kind: "day" }, { now, from }: ResolveOptions): Resolved {
  const { day, year, weekday } = when;
  const ahead =
    when.monthAhead === undefined ? undefined : monthsLater(`${now.date.slice(0, 8)}01`, when.monthAhead);
  const month = ahead === undefined ? when.month : Number(ahead.slice(5, 7));
  let date: LocalDate | undefined;
  if (month === undefined) {
    date = nextDayNumber(day, from, weekday);
    if (!date) return { flag: "impossible" };
  } else if (year !== undefined) {
    date = localDate(year, month, day);
    if (!date) return { flag: "impossible" };
    if (date < now.date) return { date, flag: "past" };
  } else {
    // Eight years reach the next 29 February from anywhere.
    const start = Number(from.slice(0, 4));
    for (let add = 0; add <= 8 && !date; add += 1) {
      const candidate = localDate(start + add, month, day);
      if (candidate && candidate >= from) date = candidate;
    }
    if (!date) return { flag: "impossible" };
  }
  if (weekday !== undefined && weekdayOf(date) !== weekday) {
    return { flag: "ambiguous", candidates: [date, nearestWeekday(date, weekday, now.date)] };
  }
  return { date };
}

/** The next day with this number, in a month that has it; with a weekday, the next within a quarter that falls on it. */
function nextDayNumber(day: number, from: LocalDate, weekday?: number): LocalDate | undefined {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  let first: LocalDate | undefined;
  for (let add = 0; add <= 4; add += 1) {
    const date = localDate(year + Math.floor((month - 1 + add) / 12), ((month - 1 + add) % 12) + 1, day);
    if (!date || date < from) continue;
    first ??= date;
    if (weekday === undefined || weekdayOf(date) === weekday) return date;
  }
  return first;
}

function nearestWeekday(date: LocalDate, weekday: number, today: LocalDate): LocalDate {
  const ahead = (weekday - weekdayOf(date) + 7) % 7;
  const near = ahead > 3 ? addDays(date, ahead - 7) : addDays(date, ahead);
  return near < today ? addDays(near, 7) : near;
}

function resolveNumeric(when: When & { kind: "numeric" }, options: ResolveOptions): Resolved {
  const read = (day: number, month: number): Resolved =>
    resolveDay({ kind: "day", day, month, ...(when.year ? { year: when.year } : {}) }, options);
  const dayFirst = when.second <= 12 ? read(when.first, when.second) : undefined;
  const monthFirst = when.first <= 12 ? read(when.second, when.first) : undefined;
  if (!dayFirst) return monthFirst ?? { flag: "impossible" };
  if (options.language !== "en" || !monthFirst || when.first === when.second) return dayFirst;
  const candidates = [dayFirst.date, monthFirst.date].filter((date) => date !== undefined);
  return candidates.length === 2 ? { flag: "ambiguous", candidates } : dayFirst;
}

function resolveWeekday(when: When & { kind: "weekday" }, { now, from, language }: ResolveOptions): Resolved {
  const coming = addDays(from, (when.weekday - weekdayOf(from) + 7) % 7);
  if (when.which === "past") {
    const back = (now.weekday - when.weekday + 7) % 7 || 7;
    return { date: addDays(now.date, -back), flag: "past" };
  }
  if (when.which === "week_after") return { date: addDays(coming, 7) };
  if (when.which === "fortnight_after") return { date: addDays(coming, 14) };
  if (when.which === "next_week") return { date: addDays(now.date, 7 + when.weekday - now.weekday) };
  if (from > now.date) return { date: coming };
  if (when.which === "this") return { date: coming };
  if (when.which === "next") {
    const after = coming === now.date ? addDays(coming, 7) : coming;
    // English «next Friday» said on a Tuesday: half mean this week's, half the one after.
    const sameWeek = daysBetween(now.date, after) <= 7 - now.weekday;
    return language === "en" && sameWeek
      ? { flag: "ambiguous", candidates: [after, addDays(after, 7)] }
      : { date: after };
  }
  return coming === now.date
    ? { flag: "ambiguous", candidates: [coming, addDays(coming, 7)] }
    : { date: coming };
}

/** A weekend is Friday to Sunday; on Saturday it has begun, on Sunday «this weekend» can only be asked about. */
function resolveWeekend(when: When & { kind: "weekend" }, { now }: ResolveOptions): Resolved {
  const friday = addDays(now.date, 5 - now.weekday);
  const next = addDays(friday, 7);
  if (when.which === "past") return { date: addDays(friday, -7), flag: "past" };
  if (when.which === "after_next") return { date: next, last: addDays(next, 2) };
  if (when.which === "next") {
    if (now.weekday >= 5) return { date: next, last: addDays(next, 2) };
    return when.english
      ? { flag: "ambiguous", candidates: [friday, next] }
      : { date: friday, last: addDays(friday, 2) };
  }
  if (now.weekday === 7) return { flag: "ambiguous", candidates: [now.date, next] };
  return { date: now.weekday === 6 ? now.date : friday, last: addDays(friday, 2) };
}

/** Friday to Sunday around a day; a pair of days is meant as said. A day in the middle of the week is asked about. */
function weekendHolding(when: When & { kind: "weekend_of" }, options: ResolveOptions): Resolved {
  const { day, month, pair } = when;
  const found = resolveDay({ kind: "day", day, ...(month ? { month } : {}) }, options);
  if (!found.date || found.flag) return found;
  if (pair) return { date: found.date, last: addDays(found.date, 1) };
  const weekday = weekdayOf(found.date);
  const friday = addDays(found.date, 5 - weekday);
  return weekday >= 5 ? { date: friday, last: addDays(friday, 2) } : span(found.date, addDays(friday, 2));
}

function resolveNth(when: When & { kind: "nth" }, from: LocalDate): Resolved {
  const { nth, month, weekday = 5 } = when;
  for (const year of [Number(from.slice(0, 4)), Number(from.slice(0, 4)) + 1]) {
    const first = localDate(year, month, 1);
    if (!first) continue;
    const opening = addDays(first, (weekday - weekdayOf(first) + 7) % 7);
    const days = [0, 7, 14, 21, 28]
      .map((add) => addDays(opening, add))
      .filter((each) => each < monthsLater(first, 1));
    const date = nth < 0 ? days.at(-1) : days[nth - 1];
    if (date && date >= from) return when.weekday ? { date } : { date, last: addDays(date, 2) };
  }
  return { flag: "impossible" };
}

function resolveMonth(when: When & { kind: "month" }, from: LocalDate): Resolved {
  const year = Number(from.slice(0, 4));
  const current = Number(from.slice(5, 7));
  const month = when.month ?? ((current - 1 + (when.ahead ?? 0)) % 12) + 1;
  const first = localDate(month < current ? year + 1 : year, month, 1);
  if (!first) return { flag: "impossible" };
  return span(later(first, from), addDays(monthsLater(first, 1), -1));
}

/** The same day `months` later, or the last of a shorter month. */
function monthsLater(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const index = year * 12 + month - 1 + months;
  for (let last = day; last > 27; last -= 1) {
    const found = localDate(Math.floor(index / 12), (index % 12) + 1, last);
    if (found) return found;
  }
  return localDate(Math.floor(index / 12), (index % 12) + 1, Math.min(day, 28)) ?? date;
}
