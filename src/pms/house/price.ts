import type { NightRate } from "../../domain/hotel.ts";
import { addMoney, type Money, money, timesMoney } from "../../domain/money.ts";

/** The sum of the nights for `rooms` rooms; `currency` matters when there are none. */
export function totalOf(nightly: readonly NightRate[], rooms: number, currency: string): Money {
  const one = nightly.reduce((sum, night) => addMoney(sum, night.amount), money(0, currency));
  return timesMoney(one, rooms);
}

/**
 * The tax inside an amount that includes it, rounded half up once on the whole amount. Percentages have at most two
 * decimals (hundredths are computed with), so that 10.5 % is exact.
 */
export function taxWithin(total: Money, taxPercent: number): Money {
  const hundredths = Math.round(taxPercent * 100);
  return money(Math.round((total.minor * hundredths) / (10_000 + hundredths)), total.currency);
}
