import { addDays, daysBetween, type LocalDate } from "../../domain/calendar.ts";
import type { Language } from "../../domain/language.ts";
import type { StaySlot, UnderstandContext } from "../../domain/understood.ts";
import type { HolidayCalendar } from "./bridges.ts";
import { onFeast } from "./feast-days.ts";
import { nightsIn } from "./nights.ts";
import type { Point, When } from "./point.ts";
import { findPoints } from "./points.ts";
import { type Resolved, resolve } from "./resolve.ts";
import { between, type Token } from "./tokens.ts";
import { spreadWeek } from "./weeks.ts";

const RANGE =
  /^(?:-|al?|hasta|to|until|til|till|thru|through|ate|ao|as)(?: (?:el|la|the|o|a|dia|day|ao|del|de|do|manana))*$/;
const AND = /^(?:y|and|e)(?: (?:el|la|the|o|a|dia|day|del|de|do))*$/;
const OR = /^(?:o|u|or|ou)(?: (?:el|la|the|a|dia|on|no|na))*$/;
const RATHER =
  /\b(?:sino|mejor|instead|rather|melhor|mas sim|but|perdon|sorry|digo|desculp\w*|i mean|quise decir|quero dizer|wait)\b/;
/** «the nights of the 5th and 6th»: the last one is slept too. */
const NIGHTS_OF = /\b(?:nights|noches|noites) (?:of|del?|do)(?: (?:the|el|dia))*$/;
/** «for the night of Saturday the 5th», «just for tonight». */
const NIGHT_OF = /\b(?:night|noche|noite) (?:of|del?|do)(?: (?:the|el|dia))*$/;
const ONLY = /\b(?:only|just|solo|solamente|so|somente|apenas)\b/;
const ONLY_NIGHT =
  /\b(?:only|just|solo|so|apenas) (?:for )?(?:the |that |esa |essa |la |a )?(?:one )?(?:night|noche|noite)\b/;
const ARRIVE =
  /\b(?:in on|lleg\w+|entr(?:ada|o|amos|ar|ando)|check ?-? ?in|checkin|desde|a partir|from|arriv\w+|starting|beginning|cheg\w+|get there|coming|ingreso|ingresar|ven(?:go|imos|imos|ir))\b/;
const DEPART =
  /\b(?:(?<!sold )out on|hasta|until|till?|sal(?:go|ida|imos|ir|iendo)|me voy|nos vamos|irme|irnos|check ?-? ?out|checkout|nos ir\w+|me ir\w+|ir\w+ embora|vo?lv\w+|vuelv\w+|regres\w+|volt(?:o|amos|ando)|go(?:ing)? (?:back|home)|leav\w+|depart\w+|ate|sai(?:o|da|mos|r|ndo)|vou embora|partida|partimos|vamos embora|through)\b/;

/** Longest stay two dates without a year may span; beyond it they were said in the wrong order. */
const ROLL_OVER = 180;
/** A bare number after «until when?» reads as a day only if the stay it makes is not longer than this. */
const PLAUSIBLE_NIGHTS = 14;
/** Within so many days before a departure no day number comes twice. */
const SHORTEST_MONTH = 28;

/**
 * The stay a message speaks of. Tokens are of the folded text with digits; `asked` decides what a bare number is and
 * which end a lone date belongs to. What can be read two ways is flagged, never chosen.
 */
export function readStay(
  tokens: readonly Token[],
  language: Language,
  context: UnderstandContext,
  calendar?: HolidayCalendar,
): StaySlot | undefined {
  const kept = keep(tokens, spreadWeek(tokens, findPoints(tokens, calendar)), context);
  const points = onFeast(tokens, kept, context.now.date);
  const duration = nightsIn(tokens);
  const more = duration?.more && context.known?.departure;
  if (more && points.length === 0) {
    return { departure: addDays(more, duration.nights), ...known(context) };
  }
  const nights = duration?.more ? undefined : (duration?.nights ?? oneNight(tokens, points));
  const roles = assign(tokens, points, context);
  if (!roles.arrival && !roles.departure) return nights === undefined ? undefined : { nights };
  if (roles.alternatives) return alternatives(roles, language, context);
  return compose(roles, nights, language, context);
}

const known = (context: UnderstandContext): { arrival?: LocalDate } =>
  context.known?.arrival ? { arrival: context.known.arrival } : {};

const DATE_ASKED = new Set(["arrival", "departure", "stay"]);
/** Words of a guest who changes dates: then «de 5 a 7» is a stay, not the hours of breakfast. */
const CHANGING =
  /\b(?:na verdade|en realidad|actually|afinal|mejor|prefiero|prefiro|cambiar|mudar|instead|rather|melhor)\b/;

/** Weak day numbers stay only beside a strong date («3 al 5 de marzo»), or when a day was asked for. */
function keep(tokens: readonly Token[], points: readonly Point[], context: UnderstandContext): Point[] {
  const asked = DATE_ASKED.has(context.asked ?? "");
  const whole = between(tokens, 0, tokens.length);
  const leads =
    CHANGING.test(whole) || tokens.length <= 4
      ? /^(?:del?|desde|from|dia|do)$/
      : /^(?:del|desde|from|dia|do)$/;
  return points.filter((point, index) => {
    if (point.strong || asked) return true;
    return [points[index - 1], points[index + 1]].some((other) => {
      if (!other) return false;
      const [a, b] = other.start < point.start ? [other, point] : [point, other];
      const gap = between(tokens, a.end, b.start);
      const lead = tokens[a.start - 1]?.text ?? "";
      const ranged =
        RANGE.test(gap) ||
        (OR.test(gap) && other.strong) ||
        (AND.test(gap) && /^(?:entre|between|el|dia)$/.test(lead));
      return ranged && (other.strong || leads.test(lead));
    });
  });
}

interface Roles {
  readonly arrival?: When;
  readonly departure?: When;
  readonly alternatives?: boolean;
  /** The departure is a number and nothing else: «5», not «hasta el 5». */
  readonly bare?: boolean;
  /** The last day named is a night too. */
  readonly slept?: boolean;
}

const offsetOf = ({ when }: Point): number | undefined => (when.kind === "offset" ? when.days : undefined);

/** «the nights of the 5th and 6th», «hoy y mañana». */
const bothNights = (tokens: readonly Token[], a: Point, b: Point): boolean =>
  NIGHTS_OF.test(between(tokens, 0, a.start)) || (offsetOf(a) === 0 && offsetOf(b) === 1);

/** «el 2 y 3 de enero»: two days of one month, which the second names for both. */
const nextDay = ({ when: a }: Point, { when: b }: Point): boolean =>
  a.kind === "day" && b.kind === "day" && !a.month && b.month !== undefined && b.day === a.day + 1;

/** A single night that is named by its day. */
function oneNight(tokens: readonly Token[], points: readonly Point[]): number | undefined {
  const [day, other] = points;
  if (!day || other) return undefined;
  const before = between(tokens, 0, day.start);
  const only = offsetOf(day) === 0 && ONLY.test(before);
  return only || NIGHT_OF.test(before) || ONLY_NIGHT.test(between(tokens, 0, tokens.length)) ? 1 : undefined;
}

function assign(tokens: readonly Token[], points: readonly Point[], context: UnderstandContext): Roles {
  const [first, second] = points;
  if (!first) return {};
  for (let index = 0; index + 1 < points.length; index += 1) {
    const [a, b] = [points[index], points[index + 1]];
    if (!a || !b) break;
    const gap = between(tokens, a.end, b.start);
    const lead = between(tokens, a.start - 3, a.start);
    if (AND.test(gap) && (bothNights(tokens, a, b) || nextDay(a, b))) {
      return { arrival: a.when, departure: b.when, slept: true };
    }
    if (RANGE.test(gap) || (AND.test(gap) && /\b(?:entre|between)\b/.test(lead))) {
      return { arrival: a.when, departure: b.when };
    }
    if (OR.test(gap)) return { arrival: a.when, departure: b.when, alternatives: true };
    if (RATHER.test(gap)) return lone(tokens, b, a.end, context);
  }
  if (!second) return lone(tokens, first, 0, context);
  const [one, two] = [lone(tokens, first, 0, context), lone(tokens, second, first.end, context)];
  if (one.departure && two.arrival) return { arrival: two.arrival, departure: one.departure };
  if (one.arrival && two.departure) return { arrival: one.arrival, departure: two.departure };
  const gap = between(tokens, first.end, second.start);
  if (one.arrival && two.arrival && /^(?:,|y|and|e|\.|;)?$/.test(gap) && context.asked === "stay") {
    return { arrival: first.when, departure: second.when };
  }
  // «viernes 5» said as «el viernes, el 5»: the same day named twice; «tomorrow, Friday».
  return first.when.kind === "month" || first.when.kind === "week" ? two : one;
}

/** A single date: its own words say which end it is, else the question asked, else it is the arrival. */
function lone(tokens: readonly Token[], point: Point, from: number, context: UnderstandContext): Roles {
  const before = between(tokens, Math.max(from, point.start - 5), point.start);
  const [arrive, depart] = [lastIndex(before, ARRIVE), lastIndex(before, DEPART)];
  const leaving = { departure: point.when, bare: !point.strong };
  if (depart > arrive) return leaving;
  if (arrive > depart) return { arrival: point.when };
  return context.asked === "departure" ? leaving : { arrival: point.when };
}

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const match of text.matchAll(new RegExp(pattern.source, "g"))) last = match.index;
  return last;
}

function alternatives(roles: Roles, language: Language, context: UnderstandContext): StaySlot {
  const options = { now: context.now, language, from: context.now.date };
  const month = { ...sharedMonth(roles.arrival), ...sharedMonth(roles.departure) };
  const dates = [roles.arrival, roles.departure].flatMap((said) => {
    const when = said?.kind === "day" ? { ...month, ...said } : said;
    const read = when && resolve(when, options);
    return read?.date ? [read.date] : (read?.candidates ?? []);
  });
  return { flag: "ambiguous", candidates: dates };
}

const sharedMonth = (when: When | undefined): { month?: number } =>
  when?.kind === "day" && when.month !== undefined ? { month: when.month } : {};

function compose(
  roles: Roles,
  nights: number | undefined,
  language: Language,
  context: UnderstandContext,
): StaySlot {
  const today = context.now.date;
  const options = { now: context.now, language };
  const arrivalWhen =
    roles.arrival &&
    borrowMonth(roles.departure ? sameOrder(roles.arrival, roles.departure) : roles.arrival, roles.departure);
  const arrival =
    arrivalWhen && resolve(arrivalWhen, { ...options, from: earliest(arrivalWhen, roles, context) });
  const start = arrival?.date ?? (roles.arrival ? undefined : context.known?.arrival);
  const ahead = start === undefined ? today : addDays(start, 1);
  const leaves = roles.departure && sameOrder(roles.departure, roles.arrival);
  const left = leaves && resolve(leaves, { ...options, from: ahead });
  const departure = left?.date && roles.slept ? { ...left, date: addDays(left.date, 1) } : left;
  const bare = bareDeparture(roles, departure, context);
  if (bare) return bare;
  return join(arrival, departure, nights, start, roles);
}

/** From when an arrival counts: a day without a month is in the month the guest already speaks of. */
function earliest(when: When, roles: Roles, { now, known }: UnderstandContext): LocalDate {
  if (when.kind !== "day" || when.month !== undefined) return now.date;
  const leaves = roles.departure === undefined ? known?.departure : undefined;
  const from = known?.arrival ? `${known.arrival.slice(0, 8)}01` : leaves && addDays(leaves, -SHORTEST_MONTH);
  return from !== undefined && from > now.date ? from : now.date;
}

function join(
  arrival: Resolved | undefined,
  departure: Resolved | undefined,
  nights: number | undefined,
  start: LocalDate | undefined,
  roles: Roles,
): StaySlot {
  const from = arrival?.date;
  let to = departure?.date ?? (roles.departure ? undefined : arrival?.last);
  if (from && nights !== undefined && !departure) to = addDays(from, nights);
  let flag: StaySlot["flag"] = arrival?.flag ?? departure?.flag;
  if (!flag && start && departure?.date) {
    const length = daysBetween(start, departure.date);
    if (length <= 0 || length > ROLL_OVER) flag = "reversed";
  }
  const candidates = arrival?.candidates ?? departure?.candidates;
  const within = arrival?.within ?? departure?.within;
  const length = nights ?? (from && to && !flag ? daysBetween(from, to) : undefined);
  return {
    ...(from ? { arrival: from } : {}),
    ...(to ? { departure: to } : {}),
    ...(length !== undefined ? { nights: length } : {}),
    ...(flag ? { flag } : {}),
    ...(candidates ? { candidates } : {}),
    ...(within ? { within } : {}),
  };
}

/** «30/12 – 02/01»: where one date can only be day first, so is the other. */
function sameOrder(when: When, other: When | undefined): When {
  if (when.kind !== "numeric" || other?.kind !== "numeric" || other.first <= 12) return when;
  return {
    kind: "day",
    day: when.first,
    month: when.second,
    ...(when.year === undefined ? {} : { year: when.year }),
  };
}

/** «del 3 al 5 de marzo»: the first day is in March too; «del 28 al 2 de marzo»: in February. */
function borrowMonth(arrival: When, departure: When | undefined): When {
  if (arrival.kind !== "day" || arrival.month !== undefined) return arrival;
  if (departure?.kind === "day" && departure.monthAhead !== undefined && arrival.monthAhead === undefined)
    return { ...arrival, monthAhead: departure.monthAhead - (arrival.day > departure.day ? 1 : 0) };
  if (departure?.kind !== "day" || departure.month === undefined) return arrival;
  const before = arrival.day > departure.day;
  const month = before ? ((departure.month + 10) % 12) + 1 : departure.month;
  const year =
    departure.year === undefined ? undefined : before && month === 12 ? departure.year - 1 : departure.year;
  return { ...arrival, month, ...(year === undefined ? {} : { year }) };
}

/** «5» after «until when?»: a day number or nights. Both plausible → ask. */
function bareDeparture(
  roles: Roles,
  departure: Resolved | undefined,
  context: UnderstandContext,
): StaySlot | undefined {
  const when = roles.departure;
  const start = context.known?.arrival;
  if (!roles.bare || context.asked !== "departure" || roles.arrival || !start || !departure?.date)
    return undefined;
  if (
    when?.kind !== "day" ||
    when.month !== undefined ||
    when.weekday !== undefined ||
    when.day > PLAUSIBLE_NIGHTS
  )
    return undefined;
  const asNights = addDays(start, when.day);
  if (asNights === departure.date) return undefined;
  if (daysBetween(start, departure.date) > PLAUSIBLE_NIGHTS) return { departure: asNights, nights: when.day };
  return { flag: "ambiguous", candidates: [departure.date, asNights] };
}
