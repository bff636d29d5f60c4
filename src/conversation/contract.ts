import type { LocalNow } from "../domain/calendar.ts";
import type { Booking, BookingRequest, HotelFacts, Quote, RoomType } from "../domain/hotel.ts";
import type { Language } from "../domain/language.ts";
import type { Reply } from "../domain/message.ts";
import type { Party, Stay, StayLimits } from "../domain/stay.ts";
import type { Asked, Understood } from "../domain/understood.ts";
import type { PhraseBook } from "./phrases.ts";

/** Why a conversation goes to a person. */
export type HandoverReason =
  | "asked"
  | "not_understood"
  | "pms_refused"
  | "outcome_unknown"
  | "group"
  | "complaint"
  | "emergency";

/** Something that happened: what the guest said, or the answer to one of our own requests. */
export type ConversationEvent =
  | {
      readonly kind: "guest";
      readonly understood: Understood;
      readonly spoken: boolean;
      readonly buttonId?: string;
    }
  | { readonly kind: "picture" }
  | { readonly kind: "unsupported"; readonly what: string }
  /** A voice note that gave no words: the engine is missing, or it heard nothing it may act on. */
  | { readonly kind: "unheard"; readonly why: "engine" | "unclear" }
  | {
      readonly kind: "quotes";
      readonly stay: Stay;
      readonly party: Party;
      /** Free room types for the dates asked, cheapest first, other guests' holds taken off. */
      readonly quotes: readonly Quote[];
      /** When `quotes` is empty: the nearest dates with rooms, nearest first, at most three. */
      readonly alternatives: readonly Quote[];
    }
  | { readonly kind: "held"; readonly quote: Quote; readonly expiresAt: number }
  | { readonly kind: "hold_refused"; readonly quote: Quote }
  | { readonly kind: "booked"; readonly booking: Booking }
  | { readonly kind: "booking_refused"; readonly why: string }
  | { readonly kind: "booking_unknown" }
  | { readonly kind: "pms_unavailable" }
  | { readonly kind: "taken_over"; readonly by: string }
  | { readonly kind: "given_back" };

/**
 * What the conversation wants done. `quote` and `hold` are answered by an event in the same turn; `book` is a row
 * before it is a call, and is answered later; `release_hold` and `handover` need no answer.
 */
export type ConversationRequest =
  | {
      readonly kind: "quote";
      readonly stay: Stay;
      readonly party: Party;
      readonly rooms: number;
      readonly roomType?: string;
    }
  | { readonly kind: "hold"; readonly quote: Quote }
  | { readonly kind: "release_hold" }
  | {
      readonly kind: "book";
      readonly draft: number;
      readonly booking: Omit<BookingRequest, "reference" | "channel">;
    }
  | { readonly kind: "handover"; readonly reason: HandoverReason; readonly summary: string };

/** Where the conversation stands. Plain JSON: it is stored as it is. */
export interface ConversationState {
  readonly v: 1;
  readonly language: Language;
  /** «bot» answers; «person» means hotelbot says nothing. */
  readonly mode: "bot" | "person";
  readonly step: "idle" | "collecting" | "choosing" | "guest_data" | "confirming" | "booking" | "done";
  readonly asked?: Asked;
  /** Consecutive turns we could make nothing of. */
  readonly misses: number;
  /** Counts drafts, so that each booking request has a reference of its own. */
  readonly drafts: number;
  readonly draft?: Draft;
  /** The last firm booking of this conversation. */
  readonly booking?: Booking;
  readonly greeted: boolean;
}

export interface Draft {
  readonly arrival?: string;
  readonly departure?: string;
  readonly nights?: number;
  readonly adults?: number;
  readonly children?: number;
  readonly rooms: number;
  readonly roomType?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** What was offered last, in the order shown: «la segunda» refers to it. */
  readonly offered?: readonly Quote[];
  readonly quote?: Quote;
  /** Epoch ms the hold ends. Set only after the hold exists. */
  readonly heldUntil?: number;
  /** True when the guest only asked for prices so far. */
  readonly enquiry?: boolean;
}

export interface StepInput {
  readonly state: ConversationState;
  readonly event: ConversationEvent;
  readonly now: LocalNow;
  readonly hotel: HotelFacts;
  readonly roomTypes: readonly RoomType[];
  readonly limits: StayLimits;
  readonly phrases: PhraseBook;
  /** What the channel says of the guest: hints to offer, never facts. `phone` is E.164. */
  readonly contact: { readonly phone?: string; readonly profileName?: string };
}

export interface StepOutput {
  readonly state: ConversationState;
  /** In order; joined into one message by the pipeline. Never empty for a guest's turn while the bot answers. */
  readonly replies: readonly Reply[];
  /** At most one of `quote`, `hold`, `book`; any of the others beside it. */
  readonly requests: readonly ConversationRequest[];
}

/** The whole receptionist, as a pure function: no clock, no I/O, no randomness inside. */
export type Step = (input: StepInput) => StepOutput;
