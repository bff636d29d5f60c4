import type { LocalDate } from "../../domain/calendar.ts";
import type { Booking, BookingRequest, BookingStatus, RoomType } from "../../domain/hotel.ts";
import type { Money } from "../../domain/money.ts";
import type { Party, Stay, StayEnd } from "../../domain/stay.ts";

export interface HouseSettings {
  /** ISO 4217. */
  readonly currency: string;
  /** The tax inside every rate: 10 means that 10/110 of a price is tax. */
  readonly taxPercent: number;
}

/** `weekday` is ISO: 1 Monday … 7 Sunday, the day on which the night begins. */
export interface WeekdayRate {
  readonly roomType: string;
  readonly weekday: number;
  readonly minor: number;
}

/** What one night costs instead of its weekday's rate. */
export interface DatedRate {
  readonly roomType: string;
  readonly night: LocalDate;
  readonly minor: number;
}

export interface NewHouseBooking {
  readonly code: string;
  readonly request: BookingRequest;
  readonly roomNumbers: readonly string[];
  readonly createdAt: number;
}

/**
 * Where the house PMS keeps its rooms, rates and bookings. Synchronous; a write outside `transaction` is one of its
 * own. `replace…` makes the stored set equal to the given one and touches no row that is equal already; what is no
 * longer given is no longer sold, and bookings stay.
 */
export interface HouseRepository {
  /** Runs `work` as one transaction; a throw rolls everything back. */
  transaction<T>(work: () => T): T;

  settings(): HouseSettings | undefined;
  replaceSettings(settings: HouseSettings): void;
  /** What is sold, in the hotel's order. */
  roomTypes(): readonly RoomType[];
  replaceRoomTypes(types: readonly RoomType[]): void;
  replaceRooms(rooms: readonly { readonly number: string; readonly roomType: string }[]): void;
  replaceRates(weekday: readonly WeekdayRate[], dated: readonly DatedRate[]): void;

  /** Every night of the stay in order; `minor` is missing where no rate is set. */
  rates(roomType: string, stay: Stay): readonly { readonly night: LocalDate; readonly minor?: number }[];
  /** The fewest nights a stay may have that arrives on this day; 1 where nothing is set. */
  minimumStay(roomType: string, arrival: LocalDate): number;
  /** Which of its two days the hotel has closed to stays that begin, or end. */
  closedTo(roomType: string, stay: Stay): readonly StayEnd[];
  /** Numbers of the rooms free on every night, in the hotel's order; nights of `except` count as free. */
  freeRooms(roomType: string, stay: Stay, except?: string): readonly string[];

  /** Answers the new booking's id. */
  insert(booking: NewHouseBooking): string;
  update(
    pmsId: string,
    change: {
      readonly roomType: string;
      readonly roomNumbers: readonly string[];
      readonly stay: Stay;
      readonly party: Party;
      readonly total: Money;
      readonly at: number;
    },
  ): void;
  setStatus(pmsId: string, status: BookingStatus, at: number): void;
  /** Takes the rooms for every night of the stay. False when one of them is taken: roll back then. */
  occupy(pmsId: string, roomNumbers: readonly string[], stay: Stay): boolean;
  /** Gives all nights of a booking back. */
  vacate(pmsId: string): void;

  byId(pmsId: string): Booking | undefined;
  byReference(reference: string): Booking | undefined;
  byCode(code: string): Booking | undefined;
  /** Bookings that arrive that day, the cancelled and the no-shows left out, in the order they were made. */
  arrivals(day: LocalDate): readonly Booking[];
  /** Bookings whose stay has that night, the cancelled and the no-shows left out, in the order they were made. */
  inHouse(night: LocalDate): readonly Booking[];
  /** Rooms that are blocked that night. */
  outOfService(night: LocalDate): readonly string[];
  /** Bookings that are firm or in the house and sleep some of these nights, in the order they were made. */
  sleeping(stay: Stay): readonly Booking[];
}
