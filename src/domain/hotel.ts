import type { LocalDate } from "./calendar.ts";
import type { CancellationRules } from "./cancellation.ts";
import type { DeskRules } from "./desk-rules.ts";
import type { Language, Localized } from "./language.ts";
import type { Money } from "./money.ts";
import type { RoomCount, RoomPart } from "./parts.ts";
import type { SeasonalAnswer } from "./question.ts";
import type { Party, Stay, StayEnd } from "./stay.ts";

/** A kind of room that is sold as one: «doble», «suite». `id` is ours (a short ASCII slug). */
export interface RoomType {
  readonly id: string;
  readonly name: Localized;
  /** One line a guest can read: beds, size, view. */
  readonly description: Localized;
  /** Words guests use for it, per language, lower case («doble», «matrimonial», «double», «casal»). */
  readonly words: Readonly<Record<Language, readonly string[]>>;
  readonly maxAdults: number;
  readonly maxChildren: number;
  readonly maxGuests: number;
}

/** True when the party fits in one room of the type. */
export function fits(type: RoomType, party: Party): boolean {
  return (
    party.adults <= type.maxAdults &&
    party.children <= type.maxChildren &&
    party.adults + party.children <= type.maxGuests
  );
}

/** The price of one night in one room, taxes included. */
export interface NightRate {
  readonly night: LocalDate;
  readonly amount: Money;
}

/**
 * What the PMS answered for one room type and stay. `total` is for all nights and `rooms` rooms, taxes included;
 * `tax` is the part of it that is tax; `free` counts rooms free on every night. `askedAt` is epoch ms: a quote older
 * than five minutes is never sold.
 */
export interface Quote {
  readonly roomType: string;
  readonly stay: Stay;
  readonly party: Party;
  readonly rooms: number;
  readonly nightly: readonly NightRate[];
  readonly total: Money;
  readonly tax: Money;
  readonly free: number;
  readonly askedAt: number;
  /** The fewest nights sold from this arrival on, where the stay has fewer; `free` is then 0. */
  readonly minNights?: number;
  /** The days of this stay on which none may begin, or end; `free` is then 0. */
  readonly closedTo?: readonly StayEnd[];
  /**
   * Rooms of several types sold as one: what each type has of guests, rooms and total. `roomType` is then the first
   * one's, `rooms` and `total` are of all, and `free` is `rooms` while every type has its own.
   */
  readonly parts?: readonly RoomPart[];
}

/** Who books. `phone` is E.164; all three are what the PMS will store. */
export interface GuestDetails {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

/** What we ask the PMS to write. `reference` is ours, unique, and how an unknown outcome is looked up again. */
export interface BookingRequest {
  readonly reference: string;
  readonly roomType: string;
  readonly stay: Stay;
  readonly party: Party;
  readonly rooms: number;
  readonly guest: GuestDetails;
  readonly total: Money;
  readonly language: Language;
  readonly channel: string;
  /** Of several types, all or none: `roomType` is the first one's; rooms, guests and totals add up to the whole. */
  readonly parts?: readonly RoomPart[];
}

export type BookingStatus = "firm" | "cancelled" | "in_house" | "departed" | "no_show" | "not_firm";

/**
 * How far a booking is paid. `none`: nothing is waited for before the stay. `awaited`: the PMS waits for money and has
 * seen none. `part`: some came, and less than what is waited for. `paid`: all of it came.
 */
export type DepositState = "none" | "awaited" | "part" | "paid";

/** A booking as the PMS holds it. `code` is what a guest is told; `pmsId` is the PMS's own key. */
export interface Booking {
  readonly pmsId: string;
  readonly code: string;
  readonly reference: string;
  readonly roomType: string;
  readonly roomNumbers: readonly string[];
  /** Where its rooms are of several types: how many of which. */
  readonly parts?: readonly RoomCount[];
  readonly stay: Stay;
  readonly party: Party;
  readonly guest: GuestDetails;
  readonly total: Money;
  readonly status: BookingStatus;
  readonly createdAt: number;
  /** Every PMS answers both; what was written down by an older version has neither. `paid` is what was received. */
  readonly deposit?: DepositState;
  readonly paid?: Money;
  /** Sold at terms of its own: no money back. Missing where the PMS does not know. */
  readonly nonRefundable?: boolean;
  /** Of a booking that holds no room any more: some of its rooms may have been given back before the others. */
  readonly roomsUnclear?: true;
}

/** The hotel as the conversation knows it: read from configuration once, never changed while running. */
export interface HotelFacts {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly checkInFrom: string;
  readonly checkOutUntil: string;
  /** Hours in which a person answers, `HH:MM`. */
  readonly deskOpens: string;
  readonly deskCloses: string;
  readonly cancellationPolicy: Localized;
  /** What cancelling costs; missing: the usual. */
  readonly cancellation?: CancellationRules;
  readonly depositPercent: number;
  /** Missing: the usual ones. */
  readonly rules?: DeskRules;
  /** Answers of the hotel's own, by FAQ id («breakfast», «parking», «wifi»…). */
  readonly faq: Readonly<Record<string, Localized>>;
  /** Answers that hold for part of the year. */
  readonly seasonalFaq?: readonly SeasonalAnswer[];
  /** Subjects of the hotel's own that guests are understood to ask about, answered or not. */
  readonly questions?: readonly string[];
  /** Subjects that ship and are turned off here: nobody is offered them. */
  readonly off?: readonly string[];
}
