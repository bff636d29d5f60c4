import type { Money } from "../domain/money.ts";

export type RequestState = "open" | "taken" | "done" | "cancelled";

/** Something a guest wants done. Times are epoch ms; `words` are the guest's own. */
export interface RequestRow {
  readonly id: number;
  readonly conversationId: number;
  readonly kind: string;
  readonly words: string;
  readonly room?: string;
  readonly bookingCode?: string;
  readonly dueAt?: number;
  /** What the kind needs besides: a rating, an hour… */
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly state: RequestState;
  readonly owner?: string;
  /** Why it rings at the desk; missing when it does not. */
  readonly alarm?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type NewRequest = Omit<RequestRow, "id" | "state" | "owner" | "createdAt" | "updatedAt"> & {
  readonly dedupeKey: string;
  readonly at: number;
};

export interface Requests {
  /** Answers the row that is there when the key is known already. */
  add(request: NewRequest): RequestRow;
  get(id: number): RequestRow | undefined;
  /** Those not closed, the longest waiting first; with `all` the last `limit` of every state, newest first. */
  list(all: boolean, limit: number): readonly RequestRow[];
  ofConversation(conversationId: number): readonly RequestRow[];
  /** Those that ring. */
  ringing(): readonly RequestRow[];
  /** Moves it and ends its ringing. Answers false when it is closed already. */
  move(id: number, to: Exclude<RequestState, "open">, owner: string, at: number): boolean;
  /** Makes an open or taken one ring. */
  ring(id: number, alarm: string, at: number): void;
}

export type DepositState = "asked" | "proof_received" | "approved" | "rejected";

export interface ProofMedia {
  readonly channel: string;
  readonly mediaId: string;
}

/** `reference` is the booking's, or the conversation's while nobody knows which booking a proof is for. */
export interface DepositRow {
  readonly id: number;
  readonly conversationId: number;
  readonly reference: string;
  readonly bookingCode?: string;
  readonly amount?: Money;
  readonly state: DepositState;
  readonly media: readonly ProofMedia[];
  readonly decidedBy?: string;
  readonly reason?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Deposits {
  /** Remembers that money was asked for; asking again changes nothing. */
  ask(deposit: {
    readonly conversationId: number;
    readonly reference: string;
    readonly bookingCode: string;
    readonly amount: Money;
    readonly at: number;
  }): void;
  /** A proof came in: to be looked at (again), whatever was decided before, unless it was approved. */
  proof(proof: {
    readonly conversationId: number;
    readonly reference: string;
    readonly bookingCode?: string;
    readonly media: readonly ProofMedia[];
    readonly at: number;
  }): DepositRow;
  get(id: number): DepositRow | undefined;
  /** Those whose proof is to be looked at, oldest first; with `all` the last `limit`, newest first. */
  list(all: boolean, limit: number): readonly DepositRow[];
  ofConversation(conversationId: number): readonly DepositRow[];
  /** Answers false when there is no proof to decide on. */
  decide(
    id: number,
    to: "approved" | "rejected",
    by: string,
    reason: string | undefined,
    at: number,
  ): boolean;
}

export type ScheduleKind =
  | "reminder"
  | "review"
  | "wake_up"
  | "wake_up_desk"
  | "request_due"
  | "voice_note"
  | "hold";

/**
 * What is due by the clock. `subject` is what it is about: a booking's reference, `request:<id>`,
 * `inbox:<id>`, `hold:<conversation>`.
 */
export interface ScheduleRow {
  readonly id: number;
  readonly key: string;
  readonly kind: ScheduleKind;
  readonly subject: string;
  readonly conversationId: number;
  readonly dueAt: number;
  /** `YYYY-MM-DDTHH:MM` on the hotel's wall, where that was promised. */
  readonly wall?: string;
  readonly state: "waiting" | "done" | "skipped" | "cancelled";
  readonly attempts: number;
  readonly why?: string;
  readonly updatedAt: number;
}

export interface Schedule {
  /** A key is used once for ever; answers false when it was there already. */
  add(
    row: Pick<ScheduleRow, "key" | "kind" | "subject" | "conversationId" | "dueAt" | "wall"> & {
      readonly at: number;
    },
  ): boolean;
  /** Waiting rows due at `now`, the earliest first. */
  due(now: number, limit: number): readonly ScheduleRow[];
  nextDue(): number | undefined;
  /** Answers false when the row does not wait any more: it is somebody else's or over. */
  finish(id: number, state: "done" | "skipped" | "cancelled", why: string | undefined, at: number): boolean;
  /** Due later; counts a try. Only while it waits. */
  postpone(id: number, dueAt: number, why: string, at: number): void;
  /** Cancels everything that waits for the subject; answers how many. */
  cancel(subject: string, why: string, at: number): number;
  /** Waiting rows with a wall time, to be looked at when the zone's rules changed. */
  walls(): readonly ScheduleRow[];
  setDue(id: number, dueAt: number): void;
  /** What was not sent since, newest first. */
  skipped(since: number): readonly ScheduleRow[];
  waitingFor(subject: string): readonly ScheduleRow[];
}

/** Who wants to hear nothing unasked. */
export interface Stops {
  set(conversationId: number, stopped: boolean, at: number): void;
  isStopped(conversationId: number): boolean;
}
