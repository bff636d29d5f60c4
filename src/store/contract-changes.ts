import type { Amendment } from "../domain/amendment.ts";
import type { Booking } from "../domain/hotel.ts";
import type { JournalState } from "./contract-records.ts";

export interface ChangeRow {
  readonly reference: string;
  readonly conversationId: number;
  readonly request: Amendment;
  readonly state: JournalState;
  /** The booking as the PMS had it once it was changed or cancelled. */
  readonly booking?: Booking;
  readonly error?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly attempts: number;
}

/** Changes and cancellations as rows before they are calls, like the journal of bookings. Terminal: firm, refused. */
export interface Changes {
  /** Answers the row that is there when the reference is known already. */
  intend(row: { reference: string; conversationId: number; request: Amendment; at: number }): ChangeRow;
  get(reference: string): ChangeRow | undefined;
  sent(reference: string, at: number): void;
  firm(reference: string, booking: Booking, at: number): void;
  refused(reference: string, error: string, at: number): void;
  unknown(reference: string, error: string, at: number): void;
  /** Rows that are not terminal, oldest first. */
  open(): readonly ChangeRow[];
}
