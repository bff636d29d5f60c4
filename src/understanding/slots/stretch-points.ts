import { DAY_UNITS, MONTH_UNITS, ONE, WEEK_UNITS } from "./calendar-words.ts";
import { weekendEnd, weekendOf } from "./nth-points.ts";
import type { Found } from "./point.ts";
import type { Token } from "./tokens.ts";

/** «dentro de 3 días», «in a week», «daqui a duas semanas», «hace 2 días». */
export function aheadAt(tokens: readonly Token[], at: number): Found | undefined {
  const word = tokens[at]?.text ?? "";
  let next = at + 1;
  let sign = 1;
  if (word === "dentro" && tokens[next]?.text === "de") next += 1;
  else if (word === "aqui" && tokens[next]?.text === "a") next += 1;
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

/** «el viernes pasado», «sexta passada». */
export const PAST = new Set("pasado pasada passado passada".split(" "));
export const THIS = new Set("este esta this neste nesta desta deste".split(" "));
export const NEXT = new Set("proximo proxima next siguiente seguinte".split(" "));

/** Weekends, weeks and months as a whole: «este finde», «next week», «el mes que viene», «fim de semana que vem». */
export function stretchAt(tokens: readonly Token[], at: number): Found | undefined {
  const first = tokens[at]?.text ?? "";
  const lead = THIS.has(first) ? "this" : NEXT.has(first) ? "next" : undefined;
  const noun = lead ? at + 1 : at;
  const word = tokens[noun]?.text ?? "";
  const weekend = weekendEnd(tokens, noun);
  const after = weekend ?? noun + 1;
  const following = tailNext(tokens, after);
  const which = lead === "next" || following ? "next" : "this";
  const end = following ?? after;
  if (weekend !== undefined) {
    const english = word.startsWith("w");
    const holding = lead ? undefined : weekendOf(tokens, after);
    if (holding) return holding;
    if (tokens[after]?.text === "after" && tokens[after + 1]?.text === "next")
      return { when: { kind: "weekend", which: "after_next", english }, end: after + 2 };
    if (PAST.has(tokens[after]?.text ?? "") || tokens[at - 1]?.text === "last")
      return { when: { kind: "weekend", which: "past", english }, end: after };
    if (
      !lead &&
      !following &&
      /^(?:un|una|a|um|algun|cualquier|any|some|los|the|cada|every)$/.test(tokens[at - 1]?.text ?? "") &&
      tokens[at - 1]?.text !== "the"
    ) {
      return undefined;
    }
    return { when: { kind: "weekend", which, english }, end };
  }
  if (!lead && !following) return undefined;
  if (WEEK_UNITS.has(word)) return { when: { kind: "week", ahead: which === "next" ? 1 : 0 }, end };
  if (word === "mes" || word === "month")
    return { when: { kind: "month", ahead: which === "next" ? 1 : 0 }, end };
  return undefined;
}

/** The index after «que viene», «que vem», «próximo», «siguiente»; undefined when none follows. */
export function tailNext(tokens: readonly Token[], at: number): number | undefined {
  const word = tokens[at]?.text ?? "";
  if (word === "que" && /^(?:viene|vem|entra)$/.test(tokens[at + 1]?.text ?? "")) return at + 2;
  if (word === "q" && /^(?:viene|vem)$/.test(tokens[at + 1]?.text ?? "")) return at + 2;
  return word !== "next" && NEXT.has(word) ? at + 1 : undefined;
}
