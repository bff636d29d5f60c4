import type { LocalDate } from "../domain/calendar.ts";
import type { Quote } from "../domain/hotel.ts";
import type { RoomCount } from "../domain/parts.ts";

/** What is known of a booking that is being arranged. Part of contract.ts. */
export interface Draft {
  readonly arrival?: string;
  readonly departure?: string;
  readonly nights?: number;
  readonly adults?: number;
  readonly children?: number;
  readonly rooms: number;
  readonly roomType?: string;
  /** Instead of one type: rooms of several, as the guest wants them or has chosen them. */
  readonly mix?: readonly RoomCount[];
  readonly name?: string;
  readonly email?: string;
  /** The guest spoke and has no address to dictate: the booking goes without one. */
  readonly noEmail?: boolean;
  readonly phone?: string;
  /** What was offered last, in the order shown: «la segunda» refers to it. */
  readonly offered?: readonly Quote[];
  readonly quote?: Quote;
  /** Epoch ms the hold ends. Set only after the hold exists. */
  readonly heldUntil?: number;
  /** True when the guest only asked for prices so far. */
  readonly enquiry?: boolean;
  /** A date that must be asked about before it is used, with what else was said of the stay. */
  readonly unsure?: UnsureDate;
  readonly childAges?: readonly number[];
  /** The guest was told of the booking for these nights and wants another one. */
  readonly another?: boolean;
  /** The guest does not want the number they write from in the booking. */
  readonly otherPhone?: boolean;
  /** The guest will not give a second name: one is enough. */
  readonly oneName?: boolean;
  /** A hold ran out: the next one is told as such. */
  readonly lapsed?: boolean;
  /** On a call: what the guest said yes to when the PMS did not answer, as `factsAgreed` writes it. */
  readonly agreed?: string;
  /** The desk was told already that the PMS does not answer. */
  readonly deskTold?: boolean;
  /** The guest was told that the outcome of the booking is being looked up. */
  readonly unsettled?: boolean;
  /** How often the PMS refused to book this. */
  readonly refusals?: number;
}

/** A date that cannot be used as it was said, with what else was said of the stay. */
export interface UnsureDate {
  readonly end: "arrival" | "departure";
  readonly why: "past" | "ambiguous";
  readonly candidates: readonly LocalDate[];
  readonly departure?: LocalDate;
  readonly nights?: number;
}
