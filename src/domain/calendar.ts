/**
 * A day on the hotel's own calendar, `YYYY-MM-DD`. Hotel days have no time zone once they are named; only
 * {@link localNow} knows about zones. Strings compare in date order.
 */
export type LocalDate = string;

/** What a clock on the hotel's wall shows. `weekday` is ISO: 1 Monday … 7 Sunday. */
export interface LocalNow {
  readonly epochMs: number;
  readonly date: LocalDate;
  /** `HH:MM`, 24 h. */
  readonly time: string;
  readonly weekday: number;
}

const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists: `2026-02-29` is false. */
export function isLocalDate(value: string): boolean {
  const match = DATE.exec(value);
  if (!match) return false;
  const epoch = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(epoch) && new Date(epoch).toISOString().slice(0, 10) === value;
}

/** Builds a day from its parts; undefined when there is no such day. `month` is 1–12. */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isLocalDate(text) ? text : undefined;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** The hotel's wall clock at `epochMs` in an IANA time zone. Throws RangeError for an unknown zone. */
export function localNow(epochMs: number, timeZone: string): LocalNow {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(epochMs);
  const get = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  const date = `${get("year").padStart(4, "0")}-${get("month")}-${get("day")}`;
  return { epochMs, date, time: `${get("hour")}:${get("minute")}`, weekday: weekdayOf(date) };
}
