import type { ListRow } from "../../../domain/list.ts";
import type { Button } from "../../../domain/message.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Ids } from "../../../platform/ids.ts";

/** Whom and what the sandbox plays. Everything has a default but the clock in tests. */
export interface SandboxOptions {
  readonly host?: string;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** Where webhooks go. Without it they wait for connect(). */
  readonly webhookUrl?: string;
  readonly appSecret?: string;
  readonly verifyToken?: string;
  readonly token?: string;
  readonly phoneNumberId?: string;
  readonly wabaId?: string;
  /** The hotel's number, digits with country code. */
  readonly displayPhone?: string;
  /** The hotel's country code, put before a `to` without `+`, as Meta does. */
  readonly countryCode?: string;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Waits between deliveries of a webhook that is not answered 200; the last one repeats. */
  readonly retryMs?: readonly number[];
  /** How long a webhook may stay unanswered; 10 s. */
  readonly webhookTimeoutMs?: number;
  /** Milliseconds from acceptance to each status; false sends none. */
  readonly statusMs?: { readonly sent: number; readonly delivered: number; readonly read: number } | false;
}

/** What the daemon is given to talk to the sandbox instead of Meta. */
export interface SandboxSettings {
  readonly baseUrl: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly displayPhone: string;
  readonly token: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** A guest's phone, as Meta knows it. Without `phone` the guest hides it behind a username. */
export interface GuestIdentity {
  readonly phone?: string;
  readonly userId: string;
  readonly profileName: string;
}

/** A message as the guest sees it. `text` is the body, or the caption; `bytes` a voice note's or picture's file. */
export interface ReceivedMessage {
  readonly wamid: string;
  readonly type: string;
  readonly text: string;
  readonly buttons: readonly Button[];
  /** Of a list, in order. */
  readonly rows: readonly ListRow[];
  readonly mediaId?: string;
  readonly bytes?: Uint8Array;
  readonly mimeType?: string;
  readonly replyTo?: string;
  /** biz_opaque_callback_data: the hotel's own id of the message. */
  readonly callbackId?: string;
  readonly at: number;
  /** The body as sent. */
  readonly body: unknown;
}

/** Something a guest did. `acknowledged` resolves when the hotel answered its webhook 200. */
export interface GuestAct {
  readonly wamid: string;
  readonly acknowledged: Promise<void>;
}

export interface Guest {
  readonly identity: GuestIdentity;
  say(text: string): GuestAct;
  /** Ogg/Opus bytes as the phone records them. */
  voiceNote(bytes: Uint8Array): GuestAct;
  image(bytes: Uint8Array, caption?: string, mimeType?: string): GuestAct;
  /** Taps a button or a row of a list by its id or title, of the last message that has it. Throws when none has. */
  tap(button: string): GuestAct;
  /** Any other kind: `act("reaction", { message_id, emoji })`, `act("location", {…})`. */
  act(type: string, body: unknown): GuestAct;
  received(): readonly ReceivedMessage[];
  /**
   * The first message after the last one answered by waitFor that fits (any, by default): asking again goes on from
   * there. Rejects after `timeoutMs` (15 s) with what did arrive.
   */
  waitFor(fits?: (message: ReceivedMessage) => boolean, timeoutMs?: number): Promise<ReceivedMessage>;
}
