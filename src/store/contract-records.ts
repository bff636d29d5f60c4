import type { Amendment } from "../domain/amendment.ts";
import type { LocalDate } from "../domain/calendar.ts";
import type { Booking, BookingRequest } from "../domain/hotel.ts";
import type { Language } from "../domain/language.ts";
import type { ChannelName } from "../domain/message.ts";
import type { Stay } from "../domain/stay.ts";

export type JournalState = "intended" | "sent" | "firm" | "refused" | "unknown";

/** A booking, a change or a cancellation on its way to the PMS. */
export interface PmsWriteRow<Request> {
  readonly reference: string;
  readonly conversationId: number;
  readonly request: Request;
  readonly state: JournalState;
  /** As the PMS had it once the write was firm. */
  readonly booking?: Booking;
  readonly error?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly attempts: number;
}

export interface PmsWrite<Request> {
  readonly reference: string;
  readonly conversationId: number;
  readonly request: Request;
  readonly at: number;
}

/** PMS writes as rows before they are calls. Terminal: firm, refused. */
export interface PmsWrites<Request> {
  /** Answers the row that is there when the reference is known already. */
  intend(write: PmsWrite<Request>): PmsWriteRow<Request>;
  get(reference: string): PmsWriteRow<Request> | undefined;
  sent(reference: string, at: number): void;
  firm(reference: string, booking: Booking, at: number): void;
  refused(reference: string, error: string, at: number): void;
  unknown(reference: string, error: string, at: number): void;
  /** Rows that are not terminal, oldest first. */
  open(): readonly PmsWriteRow<Request>[];
}

export type JournalRow = PmsWriteRow<BookingRequest>;

/** The bookings hotelbot makes. */
export interface Journal extends PmsWrites<BookingRequest> {
  /** Firm rows whose guests have not left by `day`, by arrival. */
  staying(day: LocalDate): readonly JournalRow[];
  /** The booking of a firm row as the PMS has it now: people change it there. When it was made stays. */
  reread(reference: string, booking: Booking): void;
}

export type ChangeRow = PmsWriteRow<Amendment>;

/** Changes and cancellations of bookings that exist. */
export type Changes = PmsWrites<Amendment>;

export interface HoldRow {
  readonly conversationId: number;
  readonly roomType: string;
  readonly stay: Stay;
  readonly rooms: number;
  readonly expiresAt: number;
  readonly extensions: number;
}

export interface Holds {
  /**
   * Holds rooms for a conversation, replacing what it held. `free` is the PMS's count for the whole stay: refused
   * (undefined) when on any night other conversations' live holds leave fewer than `rooms`. `parts`: only these nights
   * of the stay are needed, each with the PMS's count for it. One IMMEDIATE transaction.
   */
  place(hold: {
    conversationId: number;
    roomType: string;
    stay: Stay;
    rooms: number;
    free: number;
    parts?: readonly {
      readonly stay: Stay;
      readonly free: number;
      /** Of another type than the rest, with its own number of rooms. */
      readonly roomType?: string;
      readonly rooms?: number;
    }[];
    expiresAt: number;
    at: number;
  }): HoldRow | undefined;
  of(conversationId: number, now: number): HoldRow | undefined;
  /** The most rooms of the type held by others on any night of the stay. */
  heldByOthers(roomType: string, stay: Stay, conversationId: number, now: number): number;
  /** At most `maxExtensions` times; answers the hold as it is now. */
  extend(conversationId: number, expiresAt: number, maxExtensions: number): HoldRow | undefined;
  release(conversationId: number, at: number): void;
  /** What one conversation holds is the other's from now on, in place of what that held; answers it, if there is any. */
  move(from: number, to: number, now: number): HoldRow | undefined;
  /** Deletes what has expired and answers it. */
  sweep(now: number): readonly HoldRow[];
  list(now: number): readonly HoldRow[];
}

export interface Audit {
  /** Appends; `seq` has no gap and each row carries the hash of the one before. */
  add(entry: { at: number; actor: string; action: string; subject: string; detail?: unknown }): void;
  /** The first seq where the chain is broken, or undefined. */
  verify(): number | undefined;
}

export interface Counts {
  readonly inboxNew: number;
  readonly inboxDead: number;
  readonly oldestNewAt?: number;
  /** Bodies kept but not read: not JSON, or breaking a rule of ours. */
  readonly unread: number;
  readonly outboxReady: number;
  readonly outboxSending: number;
  readonly outboxUnknown: number;
  readonly outboxHeld: number;
  readonly outboxDead: number;
  readonly outboxRejected: number;
  readonly oldestReadyAt?: number;
  readonly journalOpen: number;
  readonly holds: number;
}

export interface Summaries {
  counts(now: number): Counts;
  /** Conversations with a turn since `since`, newest first. */
  conversations(
    since: number,
    limit: number,
  ): readonly {
    id: number;
    channel: ChannelName;
    who: string;
    language: Language;
    mode: "bot" | "person";
    waitingReason?: string;
    /** Since when the guest waits for a person. */
    waitingSince?: number;
    /** The clerk who has taken it and not given it back. */
    holder?: string;
    lastText: string;
    lastAt: number;
  }[];
  waiting(): readonly { id: number; who: string; channel: ChannelName; reason: string; since: number }[];
  /** When Meta last called, and when the first of the latest replies was taken that nothing was heard after. */
  webhooks(): { readonly lastAt?: number; readonly sentSinceAt?: number };
  lastInboundAt(channel: ChannelName): number | undefined;
  /** Facts for health: PRAGMA synchronous, journal mode, SQLite version, page counts, schema version. */
  database(): {
    synchronous: number;
    journalMode: string;
    sqliteVersion: string;
    schema: number;
    bytes: number;
  };
  /** How many rows have been written since the database was opened: when it stays, nothing has changed. */
  writes(): number;
  /** Days with firm bookings made by hotelbot, for the clerk's «today». */
  bookingsMadeSince(since: number): number;
  arrivalsKnown(day: LocalDate): number;
}
