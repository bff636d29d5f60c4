import type { LocalDate } from "../domain/calendar.ts";

/** One guest's rows as they are stored, by table; bytes are base64, JSON columns their values. */
export type GuestRecords = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Moments, epoch ms, before which things are too old to keep. */
export interface Ages {
  /** Bodies as they came: only to find out what went wrong. */
  readonly bodies: number;
  /** Photos, documents and voice notes. */
  readonly attachments: number;
  /** What was said, and bookings of guests who have left. */
  readonly messages: number;
  /** Today at the hotel. */
  readonly today: LocalDate;
}

/** What went; `files` are below the state folder and still there. `more`: call again for the rest. */
export interface Gone {
  readonly rows: number;
  readonly files: readonly string[];
  readonly more: boolean;
}

/**
 * Data of guests: how long it stays, and all of one guest. Which tables speak of a guest is read from the schema itself,
 * so that one added later cannot be forgotten.
 */
export interface Privacy {
  /** By phone (digits, as a channel gave it) or by the number of a conversation. */
  find(who: { readonly phone: string } | { readonly conversation: number }): number | undefined;
  /** Why the guest cannot be forgotten now: the code, or else our reference, of a stay that is open or not over. */
  stay(guestId: number, today: LocalDate): string | undefined;
  records(guestId: number): GuestRecords;
  /** Attachments from the guest and replies spoken to them, below the state folder or absolute. */
  files(guestId: number): readonly string[];
  /** Deletes all of a guest, with what is left of it in the file's free pages. Call in no transaction. */
  erase(guestId: number): Gone;
  /** Deletes a batch of what is too old. Call in no transaction. */
  age(ages: Ages): Gone;
}
