import type { Point, When } from "./point.ts";
import { between, type Token } from "./tokens.ts";

/** What joins a week to the days of it: «la semana que viene, de viernes a domingo», «next week from Friday». */
const LEADS = /^,? ?(?:de|del|el|desde|from|on|na|no|da|do|entre|between)?(?: (?:el|the))?$/;
const JOINS = /^(?:-|al?|hasta|to|until|till|through|ate|ao|y|and|e)(?: (?:el|la|the|o|a|ao|del|de|do))*$/;

/**
 * A week said once holds for both ends: «del viernes al domingo de la semana que viene», «next week from Friday to
 * Sunday». An end that would come before the other is left where it was: «de sábado a martes de la semana que viene».
 */
export function spreadWeek(tokens: readonly Token[], points: readonly Point[]): Point[] {
  const named = points.flatMap((point, index) => {
    const after = points[index + 1];
    const leads =
      point.when.kind === "week" &&
      after?.when.kind === "weekday" &&
      LEADS.test(between(tokens, point.end, after.start));
    return leads ? [] : [followsWeek(tokens, points, index) ? inNextWeek(point) : point];
  });
  return named.map((point, index) => {
    const [before, after] = [named[index - 1], named[index + 1]];
    if (before && joined(tokens, before, point) && isNextWeek(before.when) && dayOf(point) > dayOf(before))
      return inNextWeek(point);
    if (after && joined(tokens, point, after) && isNextWeek(after.when) && dayOf(point) < dayOf(after))
      return inNextWeek(point);
    return point;
  });
}

function followsWeek(tokens: readonly Token[], points: readonly Point[], index: number): boolean {
  const [before, point] = [points[index - 1], points[index]];
  if (before?.when.kind !== "week" || before.when.ahead !== 1 || !point) return false;
  return LEADS.test(between(tokens, before.end, point.start));
}

const joined = (tokens: readonly Token[], a: Point, b: Point): boolean =>
  JOINS.test(between(tokens, a.end, b.start));

const isNextWeek = (when: When): boolean => when.kind === "weekday" && when.which === "next_week";
const dayOf = ({ when }: Point): number => (when.kind === "weekday" ? when.weekday : 0);

function inNextWeek(point: Point): Point {
  const { when } = point;
  return when.kind === "weekday" && when.which === "coming"
    ? { ...point, when: { ...when, which: "next_week" } }
    : point;
}
