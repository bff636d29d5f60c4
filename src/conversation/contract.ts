import type { LocalNow } from "../domain/calendar.ts";
import type { Booking, BookingRequest, HotelFacts, Quote, RoomType } from "../domain/hotel.ts";
import type { Language } from "../domain/language.ts";
import type { Reply } from "../domain/message.ts";
import type { RoomCount } from "../domain/parts.ts";
import type { Party, Stay, StayEnd, StayLimits } from "../domain/stay.ts";
import type { Asked, Understood } from "../domain/understood.ts";
import type { Draft } from "./contract-draft.ts";
import type { ErrandEvent, ErrandRequest, OpenErrand } from "./contract-errands.ts";
import type {
  Existing,
  ExistingEvent,
  ExistingQuestion,
  ExistingRequest,
  Unsaid,
} from "./contract-existing.ts";
import type { Listing } from "./contract-listing.ts";
import type { Loop, LoopLimits } from "./contract-loop.ts";
import type { ClosedType, MinimumNights } from "./contract-rules.ts";
import type { PhraseBook } from "./phrases.ts";

export type { Draft, UnsureDate } from "./contract-draft.ts";
export type { Loop, LoopLimits } from "./contract-loop.ts";
export type { ClosedType, MinimumNights } from "./contract-rules.ts";

/**
 * Why a person should look. Whether hotelbot then falls silent is said by `state.mode`: for `outcome_unknown`,
 * `pms_unavailable`, `question`, `request`, `privacy`, `attachment` and `deposit_account` it goes on answering beside the desk.
 */
export type HandoverReason =
  | "asked"
  | "not_understood"
  | "pms_refused"
  | "pms_unavailable"
  | "outcome_unknown"
  | "group"
  | "complaint"
  | "emergency"
  /** A booking that exists is to be looked up, changed or cancelled. */
  | "existing_booking"
  /** A question the hotel has given us no answer for. */
  | "question"
  /** Something is to be done for the guest: towels, a taxi, a repair… */
  | "request"
  /** No more messages of ours, or personal data to be erased. */
  | "privacy"
  /** A picture or document came in. */
  | "attachment"
  /** A caller is to get the account for the deposit in writing. */
  | "deposit_account"
  /** Another machine seems to be writing. */
  | "loop";

/**
 * The question that is open, finer than `Asked`: it decides what «sí», «2» or a tap means, and it is asked again after
 * anything else was answered.
 */
export type Question =
  | "stay"
  | "arrival"
  | "departure"
  | "which_date"
  | "party"
  | "offer"
  | "name"
  | "surname"
  | "email"
  | "phone"
  | "phone_hint"
  | "confirm"
  | "change"
  | "duplicate"
  | "retry"
  | "clarify"
  | "errand_room"
  | "errand_time"
  | "errand_words"
  | "errand_confirm"
  | "rating"
  | "rating_why"
  | ExistingQuestion
  /** What we can do, as a list to choose from. */
  | "menu"
  | "anything";

/** Something that happened: what the guest said, or the answer to one of our own requests. */
export type ConversationEvent =
  | {
      readonly kind: "guest";
      readonly understood: Understood;
      readonly spoken: boolean;
      readonly buttonId?: string;
      /** Said before the guest had heard what they were being told, or heard by us long after it was said. */
      readonly interrupted?: boolean;
    }
  | { readonly kind: "picture"; readonly document?: boolean }
  | { readonly kind: "unsupported"; readonly what: string }
  /**
   * A voice note that gave no words: the engine is missing, it is tried again later, it was tried for long enough, or
   * nothing was heard that may be acted on.
   */
  | { readonly kind: "unheard"; readonly why: "engine" | "later" | "gave_up" | "unclear" }
  | {
      readonly kind: "quotes";
      readonly stay: Stay;
      readonly party: Party;
      /**
       * Free room types for the dates asked, cheapest first, other guests' holds taken off. For several rooms also the
       * cheapest ways to combine types (`parts`).
       */
      readonly quotes: readonly Quote[];
      /** When `quotes` is empty: the nearest dates with rooms, nearest first, at most three. */
      readonly alternatives: readonly Quote[];
      /** Room types that are sold from this arrival on for more nights only. */
      readonly minimums?: readonly MinimumNights[];
      /** Room types that are not sold because no stay begins, or ends, on one of these days. */
      readonly closed?: readonly ClosedType[];
      /** On which of them no stay begins, or ends, whatever the type. */
      readonly shut?: readonly StayEnd[];
    }
  | { readonly kind: "held"; readonly quote: Quote; readonly expiresAt: number }
  | { readonly kind: "hold_refused"; readonly quote: Quote }
  /** The PMS asks another price than was read back: nothing is written before a new yes. */
  | { readonly kind: "repriced"; readonly quote: Quote }
  | { readonly kind: "booked"; readonly booking: Booking }
  | { readonly kind: "booking_refused"; readonly why: string }
  | { readonly kind: "booking_unknown" }
  | { readonly kind: "pms_unavailable" }
  /**
   * A call was cut off, and its guest writes on another channel: the conversation goes on there. `wrote`: they wrote
   * themselves, and what they wrote comes next, so that no question is put before it.
   */
  | { readonly kind: "moved_here"; readonly wrote?: boolean }
  | { readonly kind: "taken_over"; readonly by: string }
  | { readonly kind: "given_back" }
  | ErrandEvent
  | ExistingEvent;

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
      /** Rooms of several types that were asked for: among the quotes when they are to be had. */
      readonly mix?: readonly RoomCount[];
    }
  | { readonly kind: "hold"; readonly quote: Quote }
  | { readonly kind: "release_hold" }
  | {
      readonly kind: "book";
      readonly draft: number;
      readonly booking: Omit<BookingRequest, "reference" | "channel">;
    }
  | { readonly kind: "handover"; readonly reason: HandoverReason; readonly summary: string }
  | ErrandRequest
  | ExistingRequest;

/** Where the conversation stands. Plain JSON: it is stored as it is. */
export interface ConversationState {
  readonly v: 1;
  readonly language: Language;
  /** «bot» answers; «person» means hotelbot says nothing. */
  readonly mode: "bot" | "person";
  readonly step:
    | "idle"
    | "collecting"
    | "choosing"
    | "guest_data"
    | "confirming"
    | "booking"
    | "changing"
    | "done";
  /** What understanding needs to know of the open question. Always set together with `question`. */
  readonly asked?: Asked;
  readonly question?: Question;
  /** Counts questions; buttons carry the count, so that an old button is known for what it is. */
  readonly questions: number;
  /** The intents the guest was asked to choose between. */
  readonly clarify?: readonly string[];
  /** Consecutive turns we could make nothing of. */
  readonly misses: number;
  /** Counts drafts, so that each booking request has a reference of its own. */
  readonly drafts: number;
  readonly draft?: Draft;
  /** The last firm booking of this conversation. */
  readonly booking?: Booking;
  /** What is being done with a booking that exists. */
  readonly existing?: Existing;
  /** Codes and surnames given that match no booking. */
  readonly wrongTries?: number;
  readonly unsaid?: Unsaid;
  /** Set while the guest has not been told of `booking` yet (it came while a person had the conversation). */
  readonly untold?: boolean;
  /** A wish for the desk that still lacks something. */
  readonly errand?: OpenErrand;
  /** STOP was said, and not lifted since. */
  readonly stopped?: boolean;
  /** They complained: no review is asked for. */
  readonly complained?: boolean;
  /** The code of the booking whose stay they rated, or did not want to. */
  readonly rated?: string;
  /** They were asked for a proof of payment. */
  readonly proofAwaited?: boolean;
  readonly greeted: boolean;
  /** They wrote in another language, and know which ones we speak. */
  readonly languagesTold?: boolean;
  /** A list that is being read out on a call. */
  readonly listing?: Listing;
  /** Quick turns in which nothing moved. */
  readonly loop?: Loop;
  /** Epoch ms of the guest's last turn answered by the bot. */
  readonly lastGuestAt?: number;
}

export interface StepInput {
  readonly state: ConversationState;
  readonly event: ConversationEvent;
  readonly now: LocalNow;
  readonly hotel: HotelFacts;
  readonly roomTypes: readonly RoomType[];
  readonly limits: StayLimits;
  readonly loop?: LoopLimits;
  readonly phrases: PhraseBook;
  /**
   * What the channel says of the guest: hints to offer, never facts. `phone` is E.164; `onCall`: what is said is heard
   * once and cannot be looked at.
   */
  readonly contact: { readonly phone?: string; readonly profileName?: string; readonly onCall?: true };
}

export interface StepOutput {
  readonly state: ConversationState;
  /**
   * In order; all of a turn are joined into one message (`mergeReplies`). Never empty for a guest's turn while the bot
   * answers, except when a `quote` or `hold` is requested: the event that answers it speaks.
   */
  readonly replies: readonly Reply[];
  /** At most one of `quote`, `hold`, `book`; any of the others beside it. */
  readonly requests: readonly ConversationRequest[];
}

/** The whole receptionist, as a pure function: no clock, no I/O, no randomness inside. */
export type Step = (input: StepInput) => StepOutput;
