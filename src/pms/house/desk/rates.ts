import { addDays, isLocalDate, type LocalDate, weekdayOf } from "../../../domain/calendar.ts";
import type { StayEnd } from "../../../domain/stay.ts";
import { checkDay, invalid } from "../../checks.ts";
import type { ClosedDay, MinimumStay } from "../desk-repository.ts";
import type { DatedRate, WeekdayRate } from "../repository.ts";
import { checkType, type DeskParts, today } from "./parts.ts";

export type RateOrder =
  | {
      readonly act: "set";
      readonly roomType: string;
      /** ISO weekdays, 1 Monday … 7 Sunday; empty: all of them. */
      readonly weekdays: readonly number[];
      readonly minor: number;
    }
  | {
      readonly act: "override";
      readonly roomType: string;
      /** First and last night. */
      readonly from: LocalDate;
      readonly to: LocalDate;
      /** Only these weekdays of them; empty: every night. */
      readonly weekdays: readonly number[];
      /** Missing: as on other weeks again. */
      readonly minor?: number;
    }
  | MinimumOrder
  | ClosedOrder;

/** Days from `from` to `to`, these weekdays of them only; else weekdays of every week. No weekdays: all of them. */
interface Days {
  readonly roomType: string;
  readonly weekdays: readonly number[];
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

/** Which is the fewest nights of stays that arrive on these days. */
export interface MinimumOrder extends Days {
  readonly act: "minimum";
  /** Missing: as on other weeks again, on weekdays none. */
  readonly nights?: number | undefined;
}

/** On which of these days no stay begins, or ends. */
export interface ClosedOrder extends Days {
  readonly act: "closed";
  /** Empty: on none. Missing: as on other weeks again, on weekdays none. */
  readonly closed?: readonly StayEnd[] | undefined;
}

const ALL = [1, 2, 3, 4, 5, 6, 7];
const MOST_NIGHTS = 1_100;
const MOST_MINIMUM = 365;
const MOST_MINOR = 1_000_000_000_000;

/** What a night costs by weekday, and the nights from today on that cost something else. */
export function listRates(parts: DeskParts): {
  readonly weekday: readonly WeekdayRate[];
  readonly dated: readonly DatedRate[];
  readonly minimums: readonly MinimumStay[];
  readonly closed: readonly ClosedDay[];
} {
  const sold = new Set(parts.house.roomTypes().map((type) => type.id));
  return {
    weekday: parts.desk.weekdayRates().filter((rate) => sold.has(rate.roomType)),
    dated: parts.desk.datedRates(today(parts)).filter((rate) => sold.has(rate.roomType)),
    minimums: parts.desk.minimumStays(today(parts)).filter((minimum) => sold.has(minimum.roomType)),
    closed: parts.desk.closedDays(today(parts)).filter((day) => sold.has(day.roomType)),
  };
}

/** All of the orders or none of them, with one line in the audit log. PMS_INVALID names what cannot be. */
export function changeRates(parts: DeskParts, orders: readonly RateOrder[], by: string): void {
  parts.house.transaction(() => {
    for (const order of orders) changeRate(parts, order);
    const [first] = orders;
    const subject = orders.length === 1 && first ? first.roomType : `${orders.length} rates`;
    parts.audit(by, orders.length === 1 && first ? `rate.${first.act}` : "rate.import", subject, orders);
  });
}

function changeRate(parts: DeskParts, order: RateOrder): void {
  checkOrder(parts, order);
  if (order.act === "minimum" || order.act === "closed") {
    if (order.act === "minimum") changeMinimum(parts, order);
    else changeClosed(parts, order);
    return;
  }
  const { roomType, weekdays, minor } = order;
  if (order.act === "set") {
    for (const weekday of weekdays.length > 0 ? weekdays : ALL)
      parts.desk.putWeekdayRate({ roomType, weekday, minor: order.minor });
    return;
  }
  for (const night of nightsBetween(order.from, order.to, weekdays)) {
    if (minor === undefined) parts.desk.dropDatedRate(roomType, night);
    else parts.desk.putDatedRate({ roomType, night, minor });
  }
}

function changeMinimum(parts: DeskParts, order: MinimumOrder): void {
  const { roomType, nights } = order;
  for (const day of daysOf(order)) {
    if (nights === undefined) parts.desk.dropMinimumStay(roomType, day);
    else parts.desk.putMinimumStay({ roomType, day, nights });
  }
}

function changeClosed(parts: DeskParts, order: ClosedOrder): void {
  const { roomType, closed } = order;
  for (const day of daysOf(order)) {
    if (closed === undefined) parts.desk.dropClosedDay(roomType, day);
    else parts.desk.putClosedDay({ roomType, day, to: closed });
  }
}

/** As the repository names them: days, or weekdays as «1» … «7». */
function daysOf({ weekdays, from, to = from }: Days): string[] {
  if (from !== undefined && to !== undefined) return nightsBetween(from, to, weekdays);
  return (weekdays.length > 0 ? weekdays : ALL).map(String);
}

/** From the first night to the last, of these weekdays only; none named: every night. */
function nightsBetween(from: LocalDate, to: LocalDate, weekdays: readonly number[]): LocalDate[] {
  const nights: LocalDate[] = [];
  for (let night = from; night <= to; night = addDays(night, 1)) {
    if (weekdays.length === 0 || weekdays.includes(weekdayOf(night))) nights.push(night);
  }
  return nights;
}

export function checkOrder(parts: DeskParts, order: RateOrder): void {
  checkType(parts, order.roomType);
  if (order.act === "minimum" || order.act === "closed") {
    const nights = order.act === "minimum" ? (order.nights ?? 1) : 1;
    if (!(Number.isInteger(nights) && nights >= 1 && nights <= MOST_MINIMUM))
      throw invalid(`a minimum stay has 1 to ${MOST_MINIMUM} nights`);
    const { from, to = from } = order;
    if (from === undefined && to !== undefined) throw invalid("the first night is missing");
    if (from !== undefined && to !== undefined) checkNights(from, to);
    return;
  }
  const { minor } = order;
  if (minor !== undefined && !(Number.isSafeInteger(minor) && minor >= 0 && minor <= MOST_MINOR))
    throw invalid("the amount is not one");
  if (order.act === "override") checkNights(order.from, order.to);
}

function checkNights(from: LocalDate, to: LocalDate): void {
  checkDay(from);
  checkDay(to);
  if (to < from) throw invalid(`${to} is before ${from}`);
  if (to > addDays(from, MOST_NIGHTS)) throw invalid(`more than ${MOST_NIGHTS} nights at once`);
}

export const WEEKDAY_NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/**
 * When a rate of an import holds: `mon`…`sun`, several with `+` (`fri+sat`), `all`, a night, or nights from first to last
 * (`2026-12-24..2026-12-31`). Undefined when it is none of these.
 */
export function readWhen(
  text: string,
):
  | { readonly weekdays: readonly number[] }
  | { readonly from: LocalDate; readonly to: LocalDate }
  | undefined {
  const lower = text.trim().toLowerCase();
  if (lower === "all") return { weekdays: [] };
  const [from = "", to = from, ...more] = lower.split("..");
  if (isLocalDate(from) && isLocalDate(to) && more.length === 0) return { from, to };
  const days = lower.split("+").map((name) => WEEKDAY_NAMES.indexOf(name as "mon") + 1);
  return days.every((day) => day > 0) ? { weekdays: days } : undefined;
}
