import type { Language } from "../domain/language.ts";
import type {
  Address,
  ChannelName,
  DeliveryStatus,
  InboundMessage,
  OutboundContent,
} from "../domain/message.ts";
import type { Transcript } from "../domain/speech.ts";
import type { Calls } from "./contract-calls.ts";
import type { Deposits, Requests, Schedule, Stops } from "./contract-desk.ts";
import type { Feeds, Staff } from "./contract-page.ts";
import type { Privacy } from "./contract-privacy.ts";
import type { Audit, Changes, Holds, Journal, Summaries } from "./contract-records.ts";

export type * from "./contract-calls.ts";
export type * from "./contract-desk.ts";
export type * from "./contract-page.ts";
export type * from "./contract-records.ts";

/**
 * What the daemon keeps on disk. Everything here is synchronous: a call returns after its commit is durable (WAL,
 * synchronous FULL), or throws DATABASE_FULL / DATABASE_BROKEN with nothing changed. Times are epoch milliseconds.
 */
export interface Store {
  readonly inbox: Inbox;
  readonly media: MediaFiles;
  readonly conversations: Conversations;
  readonly calls: Calls;
  readonly outbox: Outbox;
  readonly journal: Journal;
  /** Changes and cancellations of bookings. */
  readonly changes: Changes;
  readonly holds: Holds;
  readonly requests: Requests;
  readonly deposits: Deposits;
  readonly schedule: Schedule;
  readonly stops: Stops;
  readonly audit: Audit;
  readonly summaries: Summaries;
  readonly privacy: Privacy;
  /** Who may use the desk page. */
  readonly staff: Staff;
  /** Calendars given out to channels. */
  readonly feeds: Feeds;
  /** Runs `work` in one IMMEDIATE transaction; calls inside it join it. A throw rolls everything back. */
  transaction<T>(work: () => T): T;
}

/** One webhook body as received, and what it was read as. `parsed` is missing when it could not be read. */
export interface RawEvent {
  readonly channel: ChannelName;
  readonly body: Uint8Array;
  readonly receivedAt: number;
  readonly parsed?: {
    readonly messages: readonly InboundMessage[];
    readonly statuses: readonly DeliveryStatus[];
    /** Anything else worth keeping: account alerts, echoes, standby… `externalId` unique per channel. */
    readonly events: readonly {
      readonly externalId: string;
      readonly what: string;
      readonly body: unknown;
    }[];
  };
}

export interface InboxRow {
  readonly id: number;
  readonly guestId: number;
  readonly message: InboundMessage;
  readonly receivedAt: number;
  readonly attempts: number;
  /** Set when a try failed: not before this, epoch ms. */
  readonly notBefore?: number;
  readonly transcript?: Transcript;
}

/** What became of an inbound message; every acknowledged one ends with exactly one. */
export type Fate = "answered" | "for_person" | "silent" | "dead";

export interface Inbox {
  /**
   * Stores a batch of bodies in one transaction: raw events unique by (channel, sha256), messages, statuses and
   * events unique by (channel, external id); guests found or made and their aliases linked; statuses applied to the
   * outbox, or kept until the message they speak of is known. Storing again changes nothing. Answers the guests with
   * something new to handle. A body whose contents break a rule is kept, marked and counted (`Counts.unread`): it
   * does not keep the others from being stored.
   */
  accept(batch: readonly RawEvent[]): readonly number[];
  /** Guests with messages due at `now`. */
  lanes(now: number): readonly number[];
  /** A guest's unhandled messages, by (sentAt, id). */
  pending(guestId: number): readonly InboxRow[];
  /** One message, handled or not. */
  get(id: number): InboxRow | undefined;
  /** When the earliest postponed message becomes due, if any. */
  nextDue(now: number): number | undefined;
  saveTranscript(id: number, transcript: Transcript): void;
  finish(ids: readonly number[], fate: Fate, at: number): void;
  /** Counts an attempt and postpones. */
  postpone(id: number, until: number, why: string): void;
}

/** An attachment as a file of ours. `path` is relative to the state folder; `fetchedAt` epoch ms. */
export interface MediaFile {
  readonly channel: ChannelName;
  readonly mediaId: string;
  readonly sha256: string;
  readonly mimeType: string;
  readonly path: string;
  readonly bytes: number;
  readonly fetchedAt: number;
}

/** Which attachments are here already, so that a restart fetches none twice. */
export interface MediaFiles {
  /** Saving the same media id again replaces it. */
  save(file: MediaFile): void;
  get(channel: ChannelName, mediaId: string): MediaFile | undefined;
}

export interface ConversationRow {
  readonly id: number;
  readonly guestId: number;
  readonly channel: ChannelName;
  readonly to: Address;
  readonly profileName?: string;
  /** The core's state as JSON value; undefined before the first turn. */
  readonly state?: unknown;
  readonly mode: "bot" | "person";
  readonly version: number;
  readonly lastInboundAt?: number;
  /** Why a person should look, until one did. */
  readonly waitingReason?: string;
}

export interface TurnEntry {
  readonly conversationId: number;
  readonly direction: "in" | "out";
  readonly author: "guest" | "bot" | "clerk";
  readonly kind: string;
  readonly text: string;
  readonly at: number;
  readonly inboxId?: number;
  readonly outboxId?: string;
  /** Understanding, transcript confidence… as JSON value. */
  readonly detail?: unknown;
}

export interface Conversations {
  /** The guest's conversation on a channel, made when missing; `to` and the profile name are brought up to date. */
  open(
    guestId: number,
    channel: ChannelName,
    to: Address,
    profileName: string | undefined,
    at: number,
  ): ConversationRow;
  get(id: number): ConversationRow | undefined;
  /** The guest's conversation on a channel, where there is one. */
  on(guestId: number, channel: ChannelName): ConversationRow | undefined;
  /** Saves the core's state. Throws INTERNAL when `version` is not the stored one: two writers would be a bug. */
  save(
    id: number,
    version: number,
    change: {
      state: unknown;
      mode: "bot" | "person";
      language: Language;
      /** A reason makes the guest wait for a person, null ends that; missing leaves it as it is. */
      waitingReason?: string | null;
      lastInboundAt?: number;
      at: number;
    },
  ): void;
  addTurn(turn: TurnEntry): void;
  /** A spoken reply was cut off: the transcript keeps what was heard of it. */
  heardOf(outboxId: string, text: string): void;
  turns(conversationId: number, limit: number): readonly TurnEntry[];
  /** What guests said last in all conversations, newest first: looks through the last `limit` turns of anybody. */
  heard(limit: number): readonly TurnEntry[];
}

export type OutboxState =
  | "ready"
  | "sending"
  | "accepted"
  | "delivered"
  | "read"
  | "rejected"
  | "unknown"
  | "held"
  | "dead";

export interface OutboxEntry {
  /** Ours, unique; travels as biz_opaque_callback_data and comes back in statuses. */
  readonly id: string;
  readonly conversationId: number;
  readonly guestId: number;
  readonly channel: ChannelName;
  readonly to: Address;
  readonly content: OutboundContent;
  /** Writing the same key again writes nothing: a replayed turn says nothing twice. */
  readonly dedupeKey: string;
  readonly createdAt: number;
}

export interface OutboxRow extends OutboxEntry {
  readonly seq: number;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly nextAt: number;
  readonly externalId?: string;
  readonly error?: string;
  /** Why it is held: only a person may let go what was held because a person took the conversation. */
  readonly heldFor?: "desk" | "restore";
  readonly updatedAt: number;
}

export interface Outbox {
  /** Answers false when the key was there already. */
  add(entry: OutboxEntry): boolean;
  get(id: string): OutboxRow | undefined;
  /** Guests whose first unsent message is due at `now`, for these channels. */
  lanes(now: number, channels: readonly ChannelName[]): readonly number[];
  /** A guest's first `ready` message on those channels when it is due, in the order written. Nothing overtakes it. */
  next(guestId: number, now: number, channels: readonly ChannelName[]): OutboxRow | undefined;
  nextDue(now: number, channels: readonly ChannelName[]): number | undefined;
  /** ready → sending, committed before a byte leaves. Answers false when it was not `ready` any more. */
  sending(id: string, at: number): boolean;
  /** Also applies statuses that arrived earlier than this answer. */
  accepted(id: string, externalId: string, at: number): void;
  rejected(id: string, error: string, at: number): void;
  /** Ready again at `nextAt`: only when it is certain that nothing was taken. Counts as a try. */
  retry(id: string, nextAt: number, error: string, at: number): void;
  unknown(id: string, error: string, at: number): void;
  dead(id: string, error: string, at: number): void;
  /**
   * A person took the conversation: what hotelbot has not sent yet stays unsent, as `held`; what a clerk wrote goes out.
   * Answers how many.
   */
  holdUnsent(conversationId: number, why: string, at: number): number;
  /** A restored past says nothing by itself: all that was ready, being sent or of unknown fate is `held`. */
  holdAll(why: string, at: number): number;
  /** What is held, oldest first. */
  held(): readonly OutboxRow[];
  /** What did not arrive since, or nobody knows whether it did: refused, given up, of unknown fate. Newest first, 200 at most. */
  undelivered(since: number): readonly OutboxRow[];
  /** held → ready, due at once. Answers false when it was not held. */
  releaseHeld(id: string, at: number): boolean;
  /**
   * What did not arrive → ready, due at once; the desk is told anew should it fail again. Answers false for any other reply.
   */
  resend(id: string, at: number): boolean;
  /** Remembers the file a voice reply was spoken into, so that a restart does not speak again. */
  /** Takes out a row nobody needs; only what has not been tried. */
  remove(id: string): void;
  saveContent(id: string, content: OutboundContent): void;
  /** After a crash: every `sending` row is `unknown` now. Answers how many. */
  recover(at: number): number;
  /** Moves a status forward (sent < delivered < read/played; failed is final unless delivered), by our id, else by external id. */
  applyStatus(status: DeliveryStatus): boolean;
  /**
   * What did not arrive and is not yet shown to the desk: `rejected` and `dead` rows, and `unknown` ones untouched since
   * `before`. Marks and answers them.
   */
  forDesk(before: number): readonly OutboxRow[];
  ofConversation(conversationId: number, afterSeq: number): readonly OutboxRow[];
}
