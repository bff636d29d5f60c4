import type { Amendment } from "../domain/amendment.ts";
import type { CancellationTerms } from "../domain/cancellation.ts";
import type { Booking, Quote } from "../domain/hotel.ts";
import type { Money } from "../domain/money.ts";
import type { Party, Stay, StayEnd } from "../domain/stay.ts";
import type { Slots } from "../domain/understood.ts";
import type { Draft } from "./contract-draft.ts";
import type { ClosedType, MinimumNights } from "./contract-rules.ts";

/** A booking found for a guest. `own`: made in a conversation of theirs. */
export interface FoundBooking {
  readonly booking: Booking;
  readonly own: boolean;
}

/** `errand_booking`: only to know whose wish it is that the desk is to see to. */
export type ExistingWish = "lookup_booking" | "modify_booking" | "cancel_booking" | "errand_booking";

/** What is being done with a booking that exists. */
export interface Existing {
  readonly wants: ExistingWish;
  /** Asked of the PMS and not answered yet: what an outage then interrupts. */
  readonly waits?: "find" | "quote" | "hold" | "terms";
  /** Bookings shown to choose from: all are the guest's. */
  readonly found?: readonly Booking[];
  /** A code and surname given so far, not matched yet. */
  readonly code?: string;
  /** The message in which a surname may stand; `named` when one was certainly given. */
  readonly said?: string;
  readonly named?: boolean;
  /** What the first message said of the change, until the booking is known. */
  readonly heard?: Slots;
  /** The guest's: only after it was matched. */
  readonly booking?: Booking;
  /** How it is to be: begins as it is. */
  readonly wish?: Draft;
  /** The price of `wish`, which was read back or is about to be. */
  readonly quote?: Quote;
  /** Epoch ms until which what the change needs besides the old room is held; set only after the hold exists. */
  readonly heldUntil?: number;
  /** Other room types that can be had, in the order shown. */
  readonly offers?: readonly Quote[];
  /** What cancelling costs, which was read back. */
  readonly terms?: CancellationTerms;
  readonly deskTold?: boolean;
  /** The guest was told that the outcome is being looked up. */
  readonly unsettled?: boolean;
}

/** A change that came out while a person had the conversation: told when it comes back. */
export interface Unsaid {
  readonly kind: "change" | "cancel";
  readonly booking: Booking;
  readonly fee?: Money;
}

/** Questions about a booking that exists. */
export type ExistingQuestion =
  | "which_booking"
  | "identify"
  | "booking_surname"
  | "modify_what"
  | "modify_dates"
  | "modify_party"
  | "modify_room"
  | "confirm_change"
  | "confirm_cancel"
  | "existing_retry";

export type ExistingEvent =
  /** What the PMS has under the code, and the guest's own live bookings where no code was given. */
  | { readonly kind: "bookings"; readonly code?: string; readonly found: readonly FoundBooking[] }
  /** Every room type that can be had instead, the guest's own room counted as free; `booking` as the PMS has it now. */
  | {
      readonly kind: "change_quotes";
      readonly booking: Booking;
      readonly stay: Stay;
      readonly quotes: readonly Quote[];
      /** Room types that are sold for more nights only. */
      readonly minimums?: readonly MinimumNights[];
      /** Room types that are not sold because no stay begins, or ends, on one of these days. */
      readonly closed?: readonly ClosedType[];
      /** On which of them no stay begins, or ends, whatever the type. */
      readonly shut?: readonly StayEnd[];
    }
  /** What the change needs besides the old room is held; without `expiresAt` it needs nothing. */
  | { readonly kind: "change_held"; readonly quote: Quote; readonly expiresAt?: number }
  /** Somebody was faster. */
  | { readonly kind: "change_gone"; readonly quote: Quote }
  /** `firstNight` is the price of the first night of all rooms, where the PMS still knows it. */
  | { readonly kind: "cancel_terms"; readonly booking: Booking; readonly firstNight?: Money }
  /** Between read-back and write something became different: nothing was written. */
  | { readonly kind: "amend_stale"; readonly booking: Booking }
  | { readonly kind: "amended"; readonly amendment: Amendment; readonly booking: Booking }
  | { readonly kind: "amend_refused"; readonly why: string }
  | { readonly kind: "amend_unknown" }
  /** It was not reached: nothing was written. */
  | { readonly kind: "amend_down" }
  /** The front desk did it on its own screens. */
  | { readonly kind: "desk_changed"; readonly what: "cancelled" | "changed"; readonly booking: Booking };

export type ExistingRequest =
  /** Answered by `bookings` in the same turn. */
  | { readonly kind: "find_bookings"; readonly code?: string }
  /** Answered by `change_quotes`. */
  | { readonly kind: "change_quote"; readonly booking: Booking; readonly stay: Stay; readonly party: Party }
  /** Answered by `change_held` or `change_gone`. */
  | { readonly kind: "change_hold"; readonly booking: Booking; readonly quote: Quote }
  /** Answered by `cancel_terms`. */
  | { readonly kind: "cancel_quote"; readonly booking: Booking }
  /** A row before it is a call; answered later by `amended`, `amend_refused`, `amend_unknown` or `amend_down`. */
  | { readonly kind: "amend"; readonly draft: number; readonly amendment: Amendment };
