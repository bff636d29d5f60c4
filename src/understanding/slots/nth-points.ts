import { MONTHS, WEEKDAYS } from "./calendar-words.ts";
import type { Found } from "./point.ts";
import type { Token } from "./tokens.ts";

const NTH: Readonly<Record<string, number>> = {
  primer: 1,
  primero: 1,
  primeiro: 1,
  primeira: 1,
  segundo: 2,
  tercer: 3,
  terceiro: 3,
  ultimo: -1,
  ultima: -1,
  last: -1,
};

/** The index after «weekend», «finde», «fin de semana». */
export function weekendEnd(tokens: readonly Token[], at: number): number | undefined {
  const word = tokens[at]?.text ?? "";
  if (/^(?:finde|weekend|wkend|wknd|findesemana)$/.test(word)) return at + 1;
  const long = /^fi[nm]$/.test(word) && tokens[at + 1]?.text === "de" && tokens[at + 2]?.text === "semana";
  return long ? at + 3 : undefined;
}

/** «the first weekend in March», «el último sábado de enero». */
export function nthAt(tokens: readonly Token[], at: number): Found | undefined {
  const token = tokens[at];
  const nth = token?.ordinal ? token.value : NTH[token?.text ?? ""];
  if (nth === undefined || nth > 5) return undefined;
  const weekday = WEEKDAYS.get(tokens[at + 1]?.text ?? "");
  const noun = weekendEnd(tokens, at + 1) ?? (weekday ? at + 2 : undefined);
  if (noun === undefined || !/^(?:of|in|de|do|del|em|en)$/.test(tokens[noun]?.text ?? "")) return undefined;
  const month = MONTHS.get(tokens[noun + 1]?.text ?? "");
  if (!month) return undefined;
  return { when: { kind: "nth", nth, month, ...(weekday ? { weekday } : {}) }, end: noun + 2 };
}

/** «the weekend of the 12th», «el finde del 5 y 6 de diciembre», after the noun: which day it holds. */
export function weekendOf(tokens: readonly Token[], at: number): Found | undefined {
  if (!/^(?:of|del?|do|d)$/.test(tokens[at]?.text ?? "")) return undefined;
  let next = at + 1;
  while (next < at + 3 && /^(?:the|el|dia|o)$/.test(tokens[next]?.text ?? "")) next += 1;
  const day = tokens[next]?.value;
  if (day === undefined || day < 1 || day > 31) return undefined;
  next += 1;
  const pair = /^(?:y|and|e|-)$/.test(tokens[next]?.text ?? "") && tokens[next + 1]?.value === day + 1;
  if (pair) next += 2;
  const month = MONTHS.get(
    tokens[/^(?:of|de)$/.test(tokens[next]?.text ?? "") ? next + 1 : next]?.text ?? "",
  );
  const end = month ? (/^(?:of|de)$/.test(tokens[next]?.text ?? "") ? next + 2 : next + 1) : next;
  return { when: { kind: "weekend_of", day, pair, ...(month ? { month } : {}) }, end };
}
