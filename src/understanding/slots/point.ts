import type { Span } from "./bridges.ts";
import type { Token } from "./tokens.ts";

/** A day or a stretch of days as said, before it is laid on a calendar. Months are 1–12, weekdays ISO. */
export type When =
  | {
      readonly kind: "day";
      readonly day: number;
      readonly month?: number;
      readonly year?: number;
      readonly weekday?: number;
      /** «of this month» 0, «of next month» 1. */
      readonly monthAhead?: number;
    }
  /** 03/04: which is the month depends on where the guest comes from. */
  | { readonly kind: "numeric"; readonly first: number; readonly second: number; readonly year?: number }
  | {
      readonly kind: "weekday";
      readonly weekday: number;
      readonly which: "coming" | "this" | "next" | "next_week" | "week_after" | "fortnight_after" | "past";
    }
  | { readonly kind: "offset"; readonly days: number }
  | { readonly kind: "months_ahead"; readonly months: number }
  | {
      readonly kind: "weekend";
      readonly which: "this" | "next" | "after_next" | "past";
      readonly english: boolean;
    }
  /** The weekend that holds a day; a `pair` names both of its days. */
  | { readonly kind: "weekend_of"; readonly day: number; readonly month?: number; readonly pair: boolean }
  /** The nth weekday, or weekend, of a month; −1 is the last. */
  | { readonly kind: "nth"; readonly nth: number; readonly month: number; readonly weekday?: number }
  | { readonly kind: "week"; readonly ahead: number }
  | { readonly kind: "month"; readonly month?: number; readonly ahead?: number }
  | { readonly kind: "holiday"; readonly id: string }
  /** A holiday of the hotel's country, or the free days around it, in the years to come. */
  | { readonly kind: "free_days"; readonly spans: readonly Span[] };

/** `strong`: a date by itself. Otherwise a number that is a day only beside a date, or when a day was asked for. */
export interface Point {
  readonly when: When;
  readonly start: number;
  readonly end: number;
  readonly strong: boolean;
}

/** What a reader of one kind of date found: the date and the index after it. */
export interface Found {
  readonly when: When;
  readonly end: number;
}

/** What may stand between a day number and its month. */
export const OF = new Set(["de", "of", "del", "do", "d", "-", ",", "/", "em"]);

/** The year after a month, with «de», «of» or a comma before it. */
export function yearAt(tokens: readonly Token[], at: number): { value: number; end: number } | undefined {
  let next = at;
  if (/^(?:de|del|do|of|,|\/)$/.test(tokens[next]?.text ?? "")) next += 1;
  const value = tokens[next]?.value;
  return value !== undefined && value >= 2000 && value < 2100 ? { value, end: next + 1 } : undefined;
}
