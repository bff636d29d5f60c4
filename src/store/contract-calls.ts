import type { Language } from "../domain/language.ts";
import type { Address } from "../domain/message.ts";

/** One call on the hotel's line. Times are epoch milliseconds. */
export interface CallRow {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly number?: string;
  readonly name?: string;
  /** The room whose telephone called. */
  readonly room?: string;
  readonly guestId: number;
  readonly conversationId: number;
  readonly language?: Language;
  readonly startedAt: number;
  readonly answeredAt?: number;
  readonly endedAt?: number;
  /** Why it ended; `cut_off` when hotelbot itself was. */
  readonly why?: string;
}

export interface Calls {
  /** Writes a call that rings, with the guest behind the address and their conversation on the phone. */
  begin(call: {
    readonly id: string;
    readonly direction: "in" | "out";
    readonly from: Address;
    readonly number?: string;
    readonly name?: string;
    readonly room?: string;
    readonly at: number;
  }): CallRow;
  answered(id: string, at: number): void;
  language(id: string, language: Language): void;
  /** The first end stands. */
  ended(id: string, why: string, at: number): void;
  get(id: string): CallRow | undefined;
  /** The newest call of a conversation that a guest made and that was not refused. */
  last(conversationId: number): CallRow | undefined;
  /** Live ones first, then the newest. */
  list(limit: number): readonly CallRow[];
  /** After a crash: calls that were live are over. Answers how many. */
  recover(at: number): number;
}
