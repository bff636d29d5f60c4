import type { LocalDate } from "../../domain/calendar.ts";
import type { BookingStatus } from "../../domain/hotel.ts";
import type { Stay, StayEnd } from "../../domain/stay.ts";
import type { DatedRate, WeekdayRate } from "./repository.ts";

export interface HouseRoom {
  readonly number: string;
  readonly roomType: string;
  readonly sold: boolean;
}

/** Nights a room is not sold for: out of service, or sold by a channel whose calendar says so. */
export interface HouseBlock {
  readonly id: number;
  /** Missing where no room was left for a calendar of a room type. */
  readonly room?: string;
  /** From the first night to the day it is sold again. */
  readonly stay: Stay;
  readonly reason: string;
  readonly calendarId?: number;
  /** What the calendar calls the entry. */
  readonly uid?: string;
  /** False when somebody else sleeps there on those nights: sold twice, by the channel and by the hotel. */
  readonly holds: boolean;
}

/** `day` is a night, or an ISO weekday as «1» … «7»: stays that arrive on it have at least so many nights. */
export interface MinimumStay {
  readonly roomType: string;
  readonly day: string;
  readonly nights: number;
}

/** `day` as of a minimum stay: no stay begins on it, or ends. `to` empty: it is open although its weekday is closed. */
export interface ClosedDay {
  readonly roomType: string;
  readonly day: string;
  readonly to: readonly StayEnd[];
}

export interface HouseCalendar {
  readonly id: number;
  readonly url: string;
  readonly room?: string;
  readonly roomType?: string;
  /** When it was last read whole, epoch ms. */
  readonly readAt?: number;
  /** Since the last good reading. */
  readonly failedAt?: number;
  readonly error?: string;
}

/** What the desk changes in the house, beyond the port of the PMS. Synchronous; joins the repository's transactions. */
export interface HouseDeskRepository {
  /** Every room there ever was, in the hotel's order. */
  rooms(): readonly HouseRoom[];
  /** Adds a room at the end, or sells an old one again, as this type. */
  putRoom(number: string, roomType: string): void;
  retireRoom(number: string): void;

  /** Blocks that last beyond `day`, first night first. */
  blocks(day: LocalDate): readonly HouseBlock[];
  /** With its nights where `holds` is true. Answers its id; undefined when a night is taken: roll back then. */
  addBlock(block: Omit<HouseBlock, "id">, at: number): number | undefined;
  /** False when there is none. */
  removeBlock(id: number): boolean;

  weekdayRates(): readonly WeekdayRate[];
  /** Nights from `day` on. */
  datedRates(day: LocalDate): readonly DatedRate[];
  putWeekdayRate(rate: WeekdayRate): void;
  putDatedRate(rate: DatedRate): void;
  dropDatedRate(roomType: string, night: LocalDate): void;
  /** Those of weekdays, and of nights from `day` on. */
  minimumStays(day: LocalDate): readonly MinimumStay[];
  putMinimumStay(minimum: MinimumStay): void;
  dropMinimumStay(roomType: string, day: string): void;
  /** As of minimum stays. */
  closedDays(day: LocalDate): readonly ClosedDay[];
  putClosedDay(closed: ClosedDay): void;
  dropClosedDay(roomType: string, day: string): void;

  /** The hash of a part of hotel.yaml when it was last taken over. */
  seed(part: string): string | undefined;
  putSeed(part: string, sha256: string): void;

  setPayment(
    pmsId: string,
    payment: { readonly paidMinor: number; readonly depositMinor: number; readonly nonRefundable: boolean },
  ): void;
  depositOf(pmsId: string): number;
  /** The guest leaves earlier: the nights from `departure` on are free. */
  leave(pmsId: string, departure: LocalDate, status: BookingStatus, at: number): void;
  /** Bookings that touch these nights, the cancelled too, by arrival. */
  bookingIds(stay: Stay): readonly string[];
  /** Nights on which a room has somebody or is blocked. */
  takenNights(room: string, from: LocalDate): readonly LocalDate[];

  calendars(): readonly HouseCalendar[];
  addCalendar(calendar: { url: string; room?: string; roomType?: string }, at: number): number;
  removeCalendar(id: number): boolean;
  calendarRead(id: number, at: number): void;
  calendarFailed(id: number, at: number, error: string): void;
}
