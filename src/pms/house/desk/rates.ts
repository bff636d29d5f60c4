import { addDays, isLocalDate, type LocalDate, weekdayOf } from "../../../domain/calendar.ts";
import { checkDay, invalid } from "../../checks.ts";
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
    };

const ALL = [1, 2, 3, 4, 5, 6, 7];
const MOST_NIGHTS = 1_100;
const MOST_MINOR = 1_000_000_000_000;

/** What a night costs by weekday, and the nights from today on that cost something else. */
export function listRates(parts: DeskParts): {
  readonly weekday: readonly WeekdayRate[];
  readonly dated: readonly DatedRate[];
} {
  const sold = new Set(parts.house.roomTypes().map((type) => type.id));
  return {
    weekday: parts.desk.weekdayRates().filter((rate) => sold.has(rate.roomType)),
    dated: parts.desk.datedRates(today(parts)).filter((rate) => sold.has(rate.roomType)),
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
  const { roomType, weekdays, minor } = order;
  if (order.act === "set") {
    for (const weekday of weekdays.length > 0 ? weekdays : ALL)
      parts.desk.putWeekdayRate({ roomType, weekday, minor: order.minor });
    return;
  }
  for (let night = order.from; night <= order.to; night = addDays(night, 1)) {
    if (weekdays.length > 0 && !weekdays.includes(weekdayOf(night))) continue;
    if (minor === undefined) parts.desk.dropDatedRate(roomType, night);
    else parts.desk.putDatedRate({ roomType, night, minor });
  }
}

export function checkOrder(parts: DeskParts, order: RateOrder): void {
  checkType(parts, order.roomType);
  const { minor } = order;
  if (minor !== undefined && !(Number.isSafeInteger(minor) && minor >= 0 && minor <= MOST_MINOR))
    throw invalid("the amount is not one");
  if (order.act === "set") return;
  checkDay(order.from);
  checkDay(order.to);
  if (order.to < order.from) throw invalid(`${order.to} is before ${order.from}`);
  if (order.to > addDays(order.from, MOST_NIGHTS)) throw invalid(`more than ${MOST_NIGHTS} nights at once`);
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
