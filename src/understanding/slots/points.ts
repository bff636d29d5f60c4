import { bridgeAt, type HolidayCalendar } from "./bridges.ts";
import { TODAY, TOMORROW, YESTERDAY } from "./calendar-words.ts";
import { monthPoint, numberPoint } from "./day-points.ts";
import { holidayAt } from "./holidays.ts";
import { nthAt } from "./nth-points.ts";
import type { Point, When } from "./point.ts";
import { aheadAt, stretchAt } from "./stretch-points.ts";
import { between, type Token } from "./tokens.ts";
import { weekOnAt } from "./week-on.ts";
import { weekdayAt } from "./weekday-points.ts";

/** Every date-like expression of a message, left to right, not overlapping. */
export function findPoints(tokens: readonly Token[], calendar?: HolidayCalendar): Point[] {
  const points: Point[] = [];
  for (let at = 0; at < tokens.length; ) {
    const point = pointAt(tokens, at, calendar);
    if (point) points.push(point);
    at = point ? point.end : at + 1;
  }
  return monthBefore(tokens, points);
}

/** «febrero del 12 al 15», «in March, from the 3rd to the 5th»: a month said first holds for the days after it. */
function monthBefore(tokens: readonly Token[], points: readonly Point[]): Point[] {
  const [first, ...days] = points;
  const next = days[0];
  if (first?.when.kind !== "month" || next?.when.kind !== "day" || first.when.month === undefined)
    return [...points];
  if (
    !/^,? ?(?:del?|from|on|el|the|dia|do)?(?: (?:the|el|dia))?$/.test(between(tokens, first.end, next.start))
  )
    return [...points];
  const { month } = first.when;
  return days.map((point) =>
    point.when.kind === "day" && point.when.month === undefined
      ? { ...point, strong: true, when: { ...point.when, month } }
      : point,
  );
}

function pointAt(tokens: readonly Token[], at: number, calendar?: HolidayCalendar): Point | undefined {
  const point = (when: When, end: number, strong = true): Point => ({ when, start: at, end, strong });
  const token = tokens[at];
  if (!token) return undefined;
  const nth = nthAt(tokens, at);
  if (nth) return point(nth.when, nth.end);
  const later = weekOnAt(tokens, at);
  if (later) return point(later.when, later.end);
  if (token.value !== undefined) return numberPoint(tokens, at, token.value, point);
  const word = token.text;
  const next = tokens[at + 1]?.text ?? "";

  const holiday = holidayAt(tokens, at);
  if (holiday) return point({ kind: "holiday", id: holiday.id }, at + holiday.length);
  const free = calendar && bridgeAt(tokens, at, calendar);
  if (free) return point({ kind: "free_days", spans: free.spans }, at + free.length);

  if (word === "pasado" && next === "manana") return point({ kind: "offset", days: 2 }, at + 2);
  if (word === "depois" && next === "de" && tokens[at + 2]?.text === "amanha")
    return point({ kind: "offset", days: 2 }, at + 3);
  if (word === "day" && next === "after" && tokens[at + 2]?.text === "tomorrow")
    return point({ kind: "offset", days: 2 }, at + 3);
  if (word === "overmorrow") return point({ kind: "offset", days: 2 }, at + 1);
  if (word === "anteayer" || word === "antier" || word === "anteontem")
    return point({ kind: "offset", days: -2 }, at + 1);
  const weekOn = /^a week$/.test(between(tokens, at - 2, at)) ? 7 : 0;
  if (weekOn && (word === "today" || word === "tomorrow"))
    return point({ kind: "offset", days: word === "today" ? weekOn : weekOn + 1 }, at + 1);
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
