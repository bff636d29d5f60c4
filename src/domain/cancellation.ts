import type { LocalDate, LocalNow } from "./calendar.ts";
import type { Booking } from "./hotel.ts";
import { type Money, money, timesMoney } from "./money.ts";
import { nightsOf } from "./stay.ts";

/** What cancelling costs. */
export interface CancellationRules {
  /** Free until so many hours before the arrival; 0 or more. */
  readonly freeHours: number;
  /** After that, so much of the first night's price, 0…100. */
  readonly feePercent: number;
  /** Room types of which nothing is given back, besides what the PMS says of a booking. */
  readonly nonRefundable: readonly string[];
}

/** Free until 24 h before, after that half of the first night. */
export const USUAL_CANCELLATION: CancellationRules = { freeHours: 24, feePercent: 50, nonRefundable: [] };

/** What cancelling one booking costs now. `until` is the last moment on the hotel's wall at which it was or is free. */
export interface CancellationTerms {
  readonly kind: "free" | "late" | "non_refundable";
  readonly fee: Money;
  readonly until: { readonly date: LocalDate; readonly time: string };
}

/**
 * The policy for that booking. `now` is the hotel's wall clock, `checkInFrom` (`HH:MM`) when arrivals begin. `firstNight`
 * is the price of the first night of all its rooms; missing: an equal part of the total. Wall time throughout: an hour
 * more or less on the night the clocks change is nobody's loss of a room.
 */
export function cancellationTerms(
  booking: Pick<Booking, "stay" | "total" | "roomType" | "nonRefundable">,
  rules: CancellationRules,
  now: LocalNow,
  checkInFrom: string,
  firstNight?: Money,
): CancellationTerms {
  const { stay, total, roomType, nonRefundable } = booking;
  const last = Date.parse(`${stay.arrival}T${checkInFrom}:00Z`) - rules.freeHours * 3_600_000;
  const wall = new Date(last).toISOString();
  const until = { date: wall.slice(0, 10), time: wall.slice(11, 16) };
  if (nonRefundable || rules.nonRefundable.includes(roomType))
    return { kind: "non_refundable", fee: total, until };
  if (Date.parse(`${now.date}T${now.time}:00Z`) <= last) {
    return { kind: "free", fee: money(0, total.currency), until };
  }
  const night = firstNight ?? timesMoney(total, 1 / Math.max(1, nightsOf(stay)));
  const fee = timesMoney(night, rules.feePercent / 100);
  return { kind: "late", fee: fee.minor > total.minor ? total : fee, until };
}
