import { DAY_UNITS, NIGHT_UNITS, ONE, TODAY, TOMORROW, WEEK_UNITS, WEEKDAYS } from "./calendar-words.ts";
import type { Token } from "./tokens.ts";

const MORE = new Set("mas more extra mais adicional adicionales additional longer".split(" "));
const ANOTHER = new Set("otra otras another outra outras".split(" "));
/** «in three days», «3 days ago»: a date, not a length. */
const LONGER = new Map([["fortnight", 14]]);
const NOT_A_LENGTH = new Set("aqui dentro en in within daqui hace ha em".split(" "));

/**
 * How long the guest stays, in nights: «3 noches», «a week», «uma semana», «5 days» (as nights: what hotels read back).
 * `more` when it comes on top of what is known («una noche más»).
 */
export function nightsIn(tokens: readonly Token[]): { nights: number; more: boolean } | undefined {
  let days: { nights: number; more: boolean } | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.text ?? "";
    const perUnit =
      NIGHT_UNITS.has(word) || DAY_UNITS.has(word) ? 1 : (LONGER.get(word) ?? (WEEK_UNITS.has(word) ? 7 : 0));
    if (!perUnit) continue;
    const count = countBefore(tokens, at);
    if (!count) continue;
    const read = { nights: count.value * perUnit, more: count.more || MORE.has(tokens[at + 1]?.text ?? "") };
    if (read.nights < 1 || read.nights > 366) continue;
    if (NIGHT_UNITS.has(word)) return read;
    const lead = tokens[count.at - 1]?.text ?? "";
    const tail = tokens[at + 1]?.text ?? "";
    const dated =
      NOT_A_LENGTH.has(lead) ||
      (NOT_A_LENGTH.has(tokens[count.at - 2]?.text ?? "") && /^(?:de|a)$/.test(lead));
    // «de hoje a oito dias» is a day, a week from today.
    if (/^(?:a|en)$/.test(lead) && isDay(tokens[count.at - 2]?.text ?? "")) continue;
    // «a week from the 2nd» lasts, «a week from now» and «a week today» are days.
    const after = tokens[at + 2];
    const starts = tail === "from" && (after?.value !== undefined || after?.text === "the");
    if (dated || (/^(?:ago|from|atras|antes|before|today|tomorrow)$/.test(tail) && !starts)) continue;
    if (tail === "on" && WEEKDAYS.has(after?.text ?? "")) continue;
    // «un día», «a day», «el día 3», «one day»: too vague to be a stay.
    if (DAY_UNITS.has(word) && count.value === 1) continue;
    days ??= read;
  }
  return days;
}

const isDay = (word: string): boolean => TODAY.has(word) || TOMORROW.has(word) || WEEKDAYS.has(word);
const onTop = (word: string): boolean => ANOTHER.has(word) || MORE.has(word);

function countBefore(
  tokens: readonly Token[],
  at: number,
): { value: number; more: boolean; at: number } | undefined {
  let index = at - 1;
  let more = false;
  while (
    index > at - 3 &&
    (MORE.has(tokens[index]?.text ?? "") || /^(?:full|-|sola|single|unica)$/.test(tokens[index]?.text ?? ""))
  ) {
    more ||= MORE.has(tokens[index]?.text ?? "");
    index -= 1;
  }
  const token = tokens[index];
  if (!token || token.ordinal) return undefined;
  if (token.value !== undefined)
    return { value: token.value, more: more || onTop(tokens[index - 1]?.text ?? ""), at: index };
  if (ANOTHER.has(token.text)) return { value: 1, more: true, at: index };
  // Portuguese «hoje à noite» is no night counted; «a» counts only in English.
  if (
    !ONE.has(token.text) ||
    (token.text === "a" && /^(?:noite|semana|noche)/.test(tokens[at]?.text ?? ""))
  ) {
    return undefined;
  }
  return { value: 1, more: more || MORE.has(tokens[index - 1]?.text ?? ""), at: index };
}
