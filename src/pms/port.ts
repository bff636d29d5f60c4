import type { LocalDate } from "../domain/calendar.ts";
import type { Booking, BookingRequest, GuestDetails, Quote, RoomType } from "../domain/hotel.ts";
import type { Money } from "../domain/money.ts";
import type { Party, Stay } from "../domain/stay.ts";

/** A question for rooms. `roomType` missing: every type that is sold. */
export interface QuoteQuestion {
  readonly stay: Stay;
  readonly party: Party;
  readonly rooms: number;
  readonly roomType?: string;
  /** A room is about to be promised: the answer must be made now, not remembered. */
  readonly fresh?: boolean;
  /** Rooms are only counted for these nights, which are part of a longer stay: no minimum stay and no closed day stands against them. */
  readonly counted?: boolean;
}

/** What may change in a booking; what is missing stays. `total` is the new price the guest was quoted. */
export interface BookingChange {
  readonly stay?: Stay;
  readonly roomType?: string;
  readonly party?: Party;
  readonly total: Money;
}

/** Something about a booking that a person must look at. `reference` is ours, `code` what the PMS calls the booking. */
export type PmsAlert = { readonly reference: string; readonly code: string } & (
  | { readonly kind: "room_taken_twice"; readonly room: string; readonly other: string }
  | { readonly kind: "not_released" }
  | { readonly kind: "not_moved_back" }
);

/**
 * The hotel's property management system. Every adapter passes test/pms/conformance.ts.
 *
 * Rejections are HotelbotErrors with a code that says what may be done next:
 * - `PMS_REFUSED`: it understood and said no (no room left, not changeable). Nothing was written.
 * - `PMS_INVALID`: a field cannot be taken. Nothing was written.
 * - `PMS_UNAVAILABLE`: it was not reached. Nothing was written; may be tried again.
 * - `PMS_UNKNOWN`: the write may or may not have happened. Only `findByReference` tells; never repeat before.
 */
export interface Pms {
  /** «house», «qloapps». */
  readonly name: string;
  /** How long a write cut off on our side may still take effect over there, in ms; 0 when it lives in our process. */
  readonly settleMs: number;
  /** What is sold, in the hotel's order. */
  roomTypes(): Promise<readonly RoomType[]>;
  /** One quote per room type, `free` 0 when sold out. Occupancy is the caller's to check. */
  quote(question: QuoteQuestion): Promise<readonly Quote[]>;
  /** Writes a booking and answers it as read back: firm, with its rooms. A known reference answers the same booking. */
  create(request: BookingRequest): Promise<Booking>;
  findByReference(reference: string): Promise<Booking | undefined>;
  /** By the code a guest was told; upper and lower case are the same. */
  findByCode(code: string): Promise<Booking | undefined>;
  change(pmsId: string, change: BookingChange): Promise<Booking>;
  /** Cancelling twice is the same as once. */
  cancel(pmsId: string): Promise<Booking>;
  /** Who arrives that day with rooms, the cancelled and the no-shows left out, in the order they were made. */
  arrivals(day: LocalDate): Promise<readonly Booking[]>;
  /**
   * Whose rooms are taken in the night that begins on `night`, checked in or not yet, left since or not (`status` tells);
   * the cancelled and the no-shows left out. turnover.ts makes «who comes into this room» of it.
   */
  inHouse(night: LocalDate): Promise<readonly Booking[]>;
  /** Rooms nobody can be given in that night though no booking has them: out of service, or sold by a channel. */
  outOfService(night: LocalDate): Promise<readonly string[]>;
  /** Live bookings (firm, in the house) of the same guest for some of the same nights, in the order they were made. */
  similar(guest: GuestDetails, stay: Stay): Promise<readonly Booking[]>;
  /** Rejects with PMS_UNAVAILABLE when it cannot serve. */
  check(): Promise<void>;
}
