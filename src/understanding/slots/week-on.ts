import { TODAY, TOMORROW, WEEKDAYS } from "./calendar-words.ts";
import type { Found, When } from "./point.ts";
import { between, type Token } from "./tokens.ts";

/** «a fortnight on», «2 weeks», «a week from», before the day. «A week from Friday» is how long somebody stays. */
const BEFORE =
  /^(?:(?:a|1) (?<week>week)|(?:(?:a|1) )?(?<fortnight>fortnight)|2 (?<weeks>weeks))(?<link> on| from)? (?<day>[a-z]+)(?: |$)/;
/** «en ocho días», «a quinze dias», «week», after the day: counted with the day itself, they are one week and two. */
const AFTER =
  /^(?<day>[a-z]+)(?: ?- feira| feira)?(?: (?:en (?:(?<ocho>8)|15)(?: dias)?|a (?:(?<oito>8)|15) dias)| (?<week>week)| fortnight)(?= |$)(?! (?:minut|hora|habitac|cama|persona|quarto|pessoa))/;
/** «A room for two weeks from tomorrow», «stay a fortnight from today»: how long, not when. */
const LENGTH = new Set("for stay staying".split(" "));
/** «this day next week». */
const SAME_DAY = /^(?:this (?:day|time)|today) next week(?= |$)/;

const OPENS = new Set("a 1 2 fortnight this".split(" "));

/** A day one or two weeks after today, tomorrow or a weekday: «de hoy en ocho días», «Tuesday week», «a fortnight today». */
export function weekOnAt(tokens: readonly Token[], at: number): Found | undefined {
  const first = tokens[at]?.text ?? "";
  if (!OPENS.has(first) && !TODAY.has(first) && !TOMORROW.has(first) && !WEEKDAYS.has(first))
    return undefined;
  const said = between(tokens, at, at + 7);
  const same = SAME_DAY.exec(said);
  if (same) return { when: { kind: "offset", days: 7 }, end: at + size(same[0]) };
  const before = BEFORE.exec(said);
  if (before?.groups) {
    const { week, link, day = "" } = before.groups;
    const when = later(day, week ? 1 : 2);
    if (link === " from" && LENGTH.has(tokens[at - 1]?.text ?? "")) return undefined;
    const counts = when && (link === " from" ? when.kind === "offset" : link || when.kind === "offset");
    return counts ? { when, end: at + size(before[0]) } : undefined;
  }
  const after = AFTER.exec(said);
  if (!after?.groups) return undefined;
  const { ocho, oito, week, day = "" } = after.groups;
  const when = later(day, ocho || oito || week ? 1 : 2);
  return when && { when, end: at + size(after[0]) };
}

const size = (words: string): number => words.trim().split(" ").length;

function later(day: string, weeks: 1 | 2): When | undefined {
  if (TODAY.has(day)) return { kind: "offset", days: 7 * weeks };
  if (TOMORROW.has(day)) return { kind: "offset", days: 7 * weeks + 1 };
  const weekday = day === "segunda" ? 1 : WEEKDAYS.get(day);
  if (!weekday) return undefined;
  return { kind: "weekday", weekday, which: weeks === 1 ? "week_after" : "fortnight_after" };
}
