import type { LocalDate } from "./calendar.ts";
import type { Language } from "./language.ts";
import type { RoomCount } from "./parts.ts";

/**
 * How far a reading may be trusted. `act`: precise enough to move the conversation; `ask`: offer it as a question;
 * `unknown`: do not use. Money and anything irreversible is read back whatever the band.
 */
export type Band = "act" | "ask" | "unknown";

export interface IntentReading {
  readonly name: string;
  /** 0…1 */
  readonly score: number;
  readonly band: Band;
}

/**
 * Dates as understood. Either end may be missing («del 3» gives an arrival, «hasta el domingo» a departure). `flag`
 * says why a date must be asked about instead of used: it lies in the past, or reads two ways (`candidates`).
 */
export interface StaySlot {
  readonly arrival?: LocalDate;
  readonly departure?: LocalDate;
  readonly nights?: number;
  readonly flag?: "past" | "ambiguous" | "reversed" | "impossible";
  readonly candidates?: readonly LocalDate[];
  /** The stretch the guest named instead of a day («en marzo», «la semana que viene»), both ends included. */
  readonly within?: { readonly from: LocalDate; readonly to: LocalDate };
}

/** An amount the guest named, in the currency's minor unit; `bound` is what they said of it («under», «about»). */
export interface MoneySlot {
  readonly minor: number;
  /** ISO 4217 */
  readonly currency: string;
  readonly bound: "at_most" | "at_least" | "about" | "exactly";
}

/** Kinds of room that guests ask any hotel for, whether it has them or not. */
export const ROOM_KINDS = ["single", "triple", "quadruple", "family", "suite", "jacuzzi", "shared"] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

/** A change of what is booked or being booked, by how much: «una noche más», «one person less». Never 0. */
export interface Shift {
  /** Nights, at the end of the stay. */
  readonly nights?: number;
  /** Days by which the arrival moves; the departure stays. */
  readonly arrival?: number;
  readonly adults?: number;
}

export interface Slots {
  /** Is left out where the same thing was said absolutely. */
  readonly shift?: Shift;
  readonly stay?: StaySlot;
  /** `HH:MM` */
  readonly time?: string;
  readonly adults?: number;
  readonly children?: number;
  readonly childAges?: readonly number[];
  readonly rooms?: number;
  /** A room type's id. */
  readonly roomType?: string;
  /** Rooms of several types, each with its number («dos dobles y una familiar»); `rooms` is then their sum. */
  readonly roomMix?: readonly RoomCount[];
  /** A kind of room that was asked for and that the hotel does not have. `roomType` and `roomMix` are then left out. */
  readonly missingKind?: RoomKind;
  /** As on the door: «203», «12B». */
  readonly roomNumber?: string;
  readonly money?: MoneySlot;
  /** How long something lasts («media hora»), in minutes. Nights are in `stay`. */
  readonly durationMinutes?: number;
  readonly name?: string;
  readonly email?: string;
  /** E.164 */
  readonly phone?: string;
  /** A bare number that belongs to no other slot. */
  readonly number?: number;
  /** 1-based choice from what was offered («la segunda», «2»). */
  readonly choice?: number;
  /** A choice by price («la más barata»). */
  readonly choicePrice?: "cheapest" | "dearest";
  readonly bookingCode?: string;
}

export interface Understood {
  /** The text as written. */
  readonly text: string;
  readonly language: Language;
  /** False when the text is too short or mixed to tell («ok», «2»): the conversation's language then stands. */
  readonly languageSure: boolean;
  /** A language that hotelbot does not speak, when the text surely is in it: ISO 639-1. Nothing then acts but danger. */
  readonly foreign?: "fr" | "de" | "it";
  /** Best first; may be empty. Several when the guest said several things. */
  readonly intents: readonly IntentReading[];
  readonly slots: Slots;
  /** True when the dates in it are only mentioned («nos vemos el sábado»): they are no stay by themselves. */
  readonly aside?: true;
}

/** The question the guest was last asked; it is read before anything else («3», «sí», «el viernes»). */
export type Asked =
  | "arrival"
  | "departure"
  | "stay"
  | "party"
  | "room_type"
  | "choice"
  | "name"
  | "email"
  | "phone"
  | "confirm"
  | "language"
  | "anything";

/** What reading a text depends on besides the text. */
export interface UnderstandContext {
  /** The hotel's wall clock. */
  readonly now: import("./calendar.ts").LocalNow;
  readonly asked?: Asked;
  /** The conversation's language so far; it sticks unless three words or more disagree. */
  readonly language?: Language;
  /** True for a transcript: no punctuation to trust, digits may be words. */
  readonly spoken?: boolean;
  /** What is already known of the stay, to complete «hasta el domingo» or «una noche más». */
  readonly known?: { readonly arrival?: LocalDate; readonly departure?: LocalDate };
}
