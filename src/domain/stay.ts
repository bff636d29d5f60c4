import { addDays, daysBetween, type LocalDate, type LocalNow } from "./calendar.ts";

/** From the day of arrival to the day of departure; the night of the departure is not slept (half open). */
export interface Stay {
  readonly arrival: LocalDate;
  readonly departure: LocalDate;
}

/** A stay begins on one, and ends on the other. */
export type StayEnd = "arrival" | "departure";
export const STAY_ENDS: readonly StayEnd[] = ["arrival", "departure"];

/** Who comes. Children count as guests; their ages may matter to the rate. */
export interface Party {
  readonly adults: number;
  readonly children: number;
  readonly childAges?: readonly number[];
}

export function nightsOf(stay: Stay): number {
  return daysBetween(stay.arrival, stay.departure);
}

/** Every night slept, named by the day it begins. Empty for a reversed stay. */
export function nightsList(stay: Stay): LocalDate[] {
  return Array.from({ length: Math.max(0, nightsOf(stay)) }, (_, index) => addDays(stay.arrival, index));
}

export function guestsOf(party: Party): number {
  return party.adults + party.children;
}

/** True when the two stays share at least one night. */
export function overlaps(a: Stay, b: Stay): boolean {
  return a.arrival < b.departure && b.arrival < a.departure;
}

/** What the hotel sells at all. Defaults: 2 h ahead, 365 days, 1–30 nights, 1–10 guests. */
export interface StayLimits {
  readonly minHoursAhead: number;
  readonly maxDaysAhead: number;
  readonly maxNights: number;
  readonly maxGuests: number;
  /** The time a room can first be entered, `HH:MM`; «2 h ahead» is judged against the end of the arrival day. */
  readonly lastArrival: string;
}

export type StayProblem =
  | "arrival_past"
  | "arrival_too_soon"
  | "arrival_too_far"
  | "departure_not_after_arrival"
  | "too_many_nights"
  | "too_many_guests"
  | "no_adults";

/** The first rule a stay breaks, or undefined when it can be sold. Pure; `now` is the hotel's wall clock. */
export function stayProblem(stay: Stay, limits: StayLimits, now: LocalNow): StayProblem | undefined {
  if (stay.arrival < now.date) return "arrival_past";
  if (nightsOf(stay) < 1) return "departure_not_after_arrival";
  if (nightsOf(stay) > limits.maxNights) return "too_many_nights";
  if (daysBetween(now.date, stay.arrival) > limits.maxDaysAhead) return "arrival_too_far";
  if (
    stay.arrival === now.date &&
    minutes(limits.lastArrival) - minutes(now.time) < limits.minHoursAhead * 60
  ) {
    return "arrival_too_soon";
  }
  return undefined;
}

export function partyProblem(party: Party, limits: StayLimits): StayProblem | undefined {
  if (party.adults < 1) return "no_adults";
  if (guestsOf(party) > limits.maxGuests) return "too_many_guests";
  return undefined;
}

function minutes(time: string): number {
  const [hours = "0", mins = "0"] = time.split(":");
  return Number(hours) * 60 + Number(mins);
}
