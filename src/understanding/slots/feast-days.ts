import { addDays, type LocalDate, weekdayOf } from "../../domain/calendar.ts";
import { holidayDates } from "./holidays.ts";
import type { Point, When } from "./point.ts";
import { between, type Token } from "./tokens.ts";

/** What stands between a feast and the days that are told of it: nothing that says anything else. */
const BEFORE = /^(?:[,:(]|de|del|desde|el|from|on|the|do|da|desde o|o|dia| )*$/;
const AFTER = /^(?:[,(]|de|of|en|in|at|for|por|na|no|da|do|la|the|over|before|santa| )*$/;
/** A day of the month belongs to the feast when it is no further away. */
const NEAR_DAYS = 10;
/** The weekdays around a feast: from the Wednesday before an Easter Sunday to the Tuesday after. */
const [FIRST, LAST] = [-4, 2];

/**
 * «Navidad, del 24 al 26» and «Easter, Friday to Monday»: days without a month beside a feast are its own, and the feast
 * is no day of the stay by itself. Everything else stays as it is.
 */
export function onFeast(tokens: readonly Token[], points: readonly Point[], today: LocalDate): Point[] {
  const feasts = points.filter(({ when }) => when.kind === "holiday");
  const others = points.filter(({ when }) => when.kind !== "holiday");
  const [feast] = feasts;
  const [first, last] = [others[0], others.at(-1)];
  if (feast?.when.kind !== "holiday" || feasts.length > 1 || !first || !last) return [...points];
  const beside =
    (feast.start < first.start && BEFORE.test(between(tokens, feast.end, first.start))) ||
    (feast.start > last.start && AFTER.test(between(tokens, last.end, feast.start)));
  const dates = beside ? holidayDates(feast.when.id, today) : undefined;
  if (!dates) return [...points];
  const laid = others.flatMap((point) => {
    const date = dayOf(point.when, dates.last);
    return date === undefined || date < today ? [] : [{ ...point, strong: true, when: whenOf(date) }];
  });
  return laid.length === others.length ? laid : [...points];
}

function dayOf(when: When, feast: LocalDate): LocalDate | undefined {
  const bare = when.kind === "day" && when.month === undefined && when.monthAhead === undefined;
  if (bare) return around(feast, -NEAR_DAYS, NEAR_DAYS, (date) => Number(date.slice(8)) === when.day);
  if (when.kind === "weekday" && when.which === "coming")
    return around(feast, FIRST, LAST, (date) => weekdayOf(date) === when.weekday);
  return undefined;
}

function around(
  feast: LocalDate,
  from: number,
  to: number,
  is: (date: LocalDate) => boolean,
): LocalDate | undefined {
  for (let days = from; days <= to; days++) {
    const date = addDays(feast, days);
    if (is(date)) return date;
  }
  return undefined;
}

const whenOf = (date: LocalDate): When => ({
  kind: "day",
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8)),
});
