import { COUNTED, MONTHS, PT_ORDINAL_DAYS, SHORT_DAYS, WEEKDAYS } from "./calendar-words.ts";
import { type Found, OF, yearAt } from "./point.ts";
import { NEXT, PAST, THIS, tailNext } from "./stretch-points.ts";
import type { Token } from "./tokens.ts";

const TIME_PREPOSITIONS = new Set(
  "el este proximo on this next from until till to til by for and between na nesta proxima esta desta ate a de desde para through ao pra".split(
    " ",
  ),
);
/** «el viernes», «next Friday», «sexta que vem», «viernes 5 de marzo». */
export function weekdayAt(tokens: readonly Token[], at: number): Found | undefined {
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
    const partner =
      tokens[after]?.value !== undefined ||
      PT_RANGE.test(between2(tokens, after)) ||
      (SHORT_DAYS.has(word) && SHORT_RANGE.test(between2(tokens, after))) ||
      (PT_ORDINAL_DAYS.has(word) && PART_OF_DAY.test(between2(tokens, after))) ||
      tailNext(tokens, after) !== undefined ||
      PT_NEXT_WEEK.test(between2(tokens, after));
    if (!cue && !lead && !partner && !(alone && SHORT_DAYS.has(word))) return undefined;
    if (word === "mon" && /[a-z]/.test(before) && before === "c") return undefined;
  }
  const dated = datedWeekday(tokens, after, weekday);
  if (dated) return dated;
  if (PAST.has(tokens[after]?.text ?? ""))
    return { when: { kind: "weekday", weekday, which: "past" }, end: after + 1 };
  if (before === "last" || before === "ultimo")
    return { when: { kind: "weekday", weekday, which: "past" }, end: after };
  const weekOn = between2(tokens, at - 3);
  if (/^a? ?week on /.test(weekOn) || /^a week on$/.test(weekOn.split(" ").slice(0, 3).join(" ")))
    return { when: { kind: "weekday", weekday, which: "week_after" }, end: after };
  const tail = tailNext(tokens, after);
  const nextWeek =
    /^(?:(?:de|da) (?:la )?(?:proxima semana|semana proxima|semana que (?:viene|vem|entra)|(?:semana )?(?:entrante|siguiente|seguinte))|(?:of |in )?next week|week )/.exec(
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

const SHORT_RANGE =
  /^(?:to|till|until|thru|-|al?|ate) (?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mie|jue|vie|sab|dom)\b/;
const PART_OF_DAY = /^(?:a|de|pela) (?:noite|tarde|manha)\b/;
const PT_CUES = new Set(
  "chego chegamos chegando entro entramos saio saimos volto voltamos na nesta proxima ate de desde para pra da a desta esta".split(
    " ",
  ),
);
const PT_NEXT_WEEK = /^da (?:proxima semana|semana (?:que vem|proxima|seguinte))/;
const PT_RANGE = /^(?:a|ate|e) (?:segunda|terca|quarta|quinta|sexta|sabado|domingo)\b/;

function between2(tokens: readonly Token[], at: number): string {
  return tokens
    .slice(at, at + 5)
    .map((token) => token.text)
    .join(" ");
}

/** «viernes 5», «Friday the 5th», «sexta, dia 5»: the number keeps the weekday; the month may follow it. */
function datedWeekday(tokens: readonly Token[], at: number, weekday: number): Found | undefined {
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

/** The weekday said right before a day number. */
export function weekdayBefore(tokens: readonly Token[], at: number): number | undefined {
  const word =
    tokens[at - 1]?.text === "the" || tokens[at - 1]?.text === ","
      ? tokens[at - 2]?.text
      : tokens[at - 1]?.text;
  return WEEKDAYS.get(word ?? "");
}
