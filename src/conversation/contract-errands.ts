import type { Booking } from "../domain/hotel.ts";
import type { Money } from "../domain/money.ts";

/** What guests want done by people. The names are those of the intents, but for `extra`: breakfast or parking added. */
export type ErrandKind =
  | "housekeeping"
  | "maintenance"
  | "taxi"
  | "transfer"
  | "wake_up_call"
  | "lost_and_found"
  | "message_for_guest"
  | "invoice"
  | "extra"
  | "room_photos"
  | "late_checkout"
  | "early_check_in"
  | "review";

/** A wish under way, or as the desk gets it. `date` and `time` are on the hotel's wall. */
export interface Errand {
  readonly kind: ErrandKind;
  /** The guest's own words. */
  readonly words: string;
  readonly room?: string;
  readonly bookingCode?: string;
  readonly date?: string;
  readonly time?: string;
  /** What a late departure costs. */
  readonly price?: Money;
  readonly rating?: number;
  /** Why it rings at the desk at once. */
  readonly alarm?: string;
  /** False while a fact of it was not read back and agreed to: the desk is told. */
  readonly agreed?: boolean;
}

/** What was asked for it already: each thing once. `before` is the question it came between. */
export interface OpenErrand extends Errand {
  readonly asked: readonly ErrandDatum[];
  readonly before?: string;
  /** Asked of the PMS and not answered yet: which booking is the guest's. */
  readonly finding?: boolean;
  /** The guest's, where this conversation did not make it. */
  readonly booking?: Booking;
  /** The guest named an hour and no day. */
  readonly dayIsOurs?: boolean;
}

export type ErrandDatum = "room" | "time" | "words";

/** A longer stay on the day of departure, or an earlier arrival. */
export interface StayWish {
  readonly kind: "late_checkout" | "early_check_in";
  readonly booking: Booking;
  /** `HH:MM` */
  readonly time: string;
}

/**
 * Whether the room can be had: `free` nobody needs it, `paid` who comes into it can have another one, `needed` it
 * cannot, `unknown` the PMS did not say. `rate` is a night's.
 */
export type Turnover = "free" | "paid" | "needed" | "unknown";

export type ErrandEvent =
  | { readonly kind: "turnover"; readonly outcome: Turnover; readonly rate?: Money }
  /** A moment of the schedule has come. */
  | { readonly kind: "reminder_due"; readonly booking: Booking }
  | { readonly kind: "review_due"; readonly booking: Booking }
  | { readonly kind: "wake_up_due"; readonly time: string }
  /** The rooms held for the guest are held no more. */
  | { readonly kind: "hold_lapsed" }
  /** The desk decided. */
  | {
      readonly kind: "deposit_decided";
      readonly approved: boolean;
      readonly code?: string;
      readonly reason?: string;
    }
  | { readonly kind: "errand_closed"; readonly errand: string; readonly outcome: "done" | "cancelled" };

export type ErrandRequest =
  /** Answered by a `turnover` event in the same turn. */
  | { readonly kind: "turnover"; readonly wish: StayWish }
  /** A row for the desk. */
  | { readonly kind: "errand"; readonly errand: Errand }
  /** Money was asked for. */
  | { readonly kind: "deposit"; readonly booking: Booking; readonly amount: Money }
  /** A picture or document that may be a proof of payment; of which booking, where that is known. */
  | { readonly kind: "proof"; readonly reference?: string; readonly code?: string }
  | { readonly kind: "stop"; readonly stopped: boolean };
