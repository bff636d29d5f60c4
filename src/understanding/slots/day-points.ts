import { COUNTED, DAY_UNITS, MONTHS, WEAK_MONTHS, WEEK_UNITS } from "./calendar-words.ts";
import { type Found, OF, type Point, type When, yearAt } from "./point.ts";
import type { Token } from "./tokens.ts";
import { weekdayBefore } from "./weekday-points.ts";

const DAY_CUES = new Set(
  "el dia al del hasta desde on from until till til by the day dias ao do pro entre between arriving leaving starting llego salgo chego saio".split(
    " ",
  ),
);

/** A number after these counts people: «somos dos», «we are 2», «para 2», «los 2». */
const PEOPLE_BEFORE = new Set("somos seremos are re be para pra for los nosotros nos em us".split(" "));

/** «3/4», «2027-03-04», «3 de marzo», «3rd of March», «el 3», and a bare number as a weak day. */
export function numberPoint(
  tokens: readonly Token[],
  at: number,
  value: number,
  point: (when: When, end: number, strong?: boolean) => Point,
): Point | undefined {
  const glue = (index: number, signs: string): boolean => {
    const token = tokens[index];
    return token?.glued === true && signs.includes(token.text);
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
  // «the third on March», as people say it whose language says so.
  if (
    /^(?:on|in)$/.test(tokens[next]?.text ?? "") &&
    MONTHS.has(tokens[next + 1]?.text ?? "") &&
    (tokens[at]?.ordinal || tokens[at - 1]?.text === "the")
  )
    next += 1;
  const named = aheadMonth(tokens, at + 1);
  if (named && value <= 31) return point({ kind: "day", day: value, monthAhead: named.ahead }, named.end);
  const month = MONTHS.get(tokens[next]?.text ?? "");
  const outOn = tokens[next]?.text === "out" && tokens[at]?.ordinal;
  if (month && !outOn && !(tokens[next]?.text === "set" && next === at + 1 && tokens[at]?.ordinal)) {
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
  if (
    (PEOPLE_BEFORE.has(previous) && !spans(tokens, at)) ||
    (following === "of" && tokens[at + 2]?.text === "us")
  )
    return undefined;
  if (tokens[at]?.glued && /[a-z]/.test(previous)) return undefined;
  if (tokens[at]?.ordinal && /^(?:1|one|floor)$/.test(following)) return undefined;
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

/** «6 to 9 December»: the first of two days, whatever stands before it. */
function spans(tokens: readonly Token[], at: number): boolean {
  const joined = /^(?:to|-|a|al|ate|hasta|through|till|until)$/.test(tokens[at + 1]?.text ?? "");
  const [last, ...after] = tokens.slice(at + 2, at + 5);
  return joined && (last?.value ?? 99) <= 31 && after.some(({ text }) => text.length > 2 && MONTHS.has(text));
}

/** «of next month», «do mês que vem», «de este mes». */
function aheadMonth(tokens: readonly Token[], at: number): { ahead: number; end: number } | undefined {
  const words = tokens.slice(at, at + 5).map(({ text }) => text);
  const said = AHEAD.exec(`${words.join(" ")} `);
  if (!said) return undefined;
  return { ahead: said[1] ? 1 : 0, end: at + said[0].trim().split(" ").length };
}
const AHEAD =
  /^(?:(?:of|de|del|do) (?:the )?(?:(next month|mes que (?:viene|vem|entra)|proximo mes|mes (?:proximo|siguiente|seguinte))|this month|este mes|presente mes|corriente|corrente)|deste mes) /;

/** «3 days ago», «in 3 days» is read elsewhere; «3 days from now». */
function agoOrFromNow(tokens: readonly Token[], at: number, value: number): Found | undefined {
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

const PARTS = new Set(
  "meados mediados final finales finais fim fines inicio inicios principio principios comienzos comeco comecos durante".split(
    " ",
  ),
);

/** «March 3rd», «marzo 3», «in March», «1o de março» is a number point. */
export function monthPoint(
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
  // «check out 5 March»: no month comes first in Portuguese short form.
  const day = word === "out" || word === "set" ? undefined : tokens[dayAt]?.value;
  const follows = tokens[dayAt + 1]?.text ?? "";
  if (day !== undefined && day >= 1 && day <= 31 && !COUNTED.has(follows) && follows !== ":") {
    const year = yearAt(tokens, dayAt + 1);
    return point({ kind: "day", day, month, ...(year ? { year: year.value } : {}) }, year?.end ?? dayAt + 1);
  }
  const before = tokens[at - 1]?.text ?? "";
  const part = before === "de" && PARTS.has(tokens[at - 2]?.text ?? "");
  if (
    WEAK_MONTHS.has(word) &&
    !part &&
    !/^(?:in|em|en|early|mid|late|of|next|this|during|durante|for)$/.test(before)
  )
    return undefined;
  if (word === "mar" || word === "set" || word === "out" || word === "mai") return undefined;
  if (word === "may" && before === "for") return undefined;
  return point({ kind: "month", month }, at + 1);
}
