/** An amount in the currency's minor unit (cents): never a float. `currency` is ISO 4217. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a whole number of minor units: ${minor}`);
  return { minor, currency };
}

/** Sum of amounts in one currency. Throws RangeError when currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${a.currency} to ${b.currency}`);
  return money(a.minor + b.minor, a.currency);
}

export function timesMoney(amount: Money, factor: number): Money {
  return money(Math.round(amount.minor * factor), amount.currency);
}

/** Digits after the point for a currency: 2 for EUR, 0 for CLP (from ICU, as `Intl` carries it). */
export function minorDigits(currency: string): number {
  const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return options.maximumFractionDigits ?? 2;
}

/** The amount as people write it in `locale`, without decimals when they are zero: «120 €», «R$ 99,50». */
export function formatMoney(amount: Money, locale: string): string {
  const digits = minorDigits(amount.currency);
  const value = amount.minor / 10 ** digits;
  const whole = amount.minor % 10 ** digits === 0;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: amount.currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  })
    .format(value)
    .replace(/[\u00a0\u202f]/g, " ");
}
