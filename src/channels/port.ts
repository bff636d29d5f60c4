import type { ChannelName } from "../domain/message.ts";
import type { OutboxRow } from "../store/contract.ts";

/**
 * What became of one attempt to send.
 * - `accepted`: the channel has it; a status may follow.
 * - `rejected`: it will never take this one.
 * - `retry`: certainly not taken; may go again after `afterMs`, for this guest or for the whole channel.
 * - `stopped`: nothing goes out until a person mends something (token, permission, policy). The queue is kept.
 * - `unknown`: it may have been taken; never sent again by itself.
 * - `unneeded`: it says what another message says already; the row is taken out.
 */
export type SendOutcome =
  | { readonly kind: "accepted"; readonly externalId: string }
  | { readonly kind: "rejected"; readonly code: number; readonly title: string; readonly details: string }
  | {
      readonly kind: "retry";
      readonly afterMs: number;
      readonly scope: "guest" | "channel";
      readonly why: string;
    }
  | { readonly kind: "stopped"; readonly why: string }
  | { readonly kind: "unneeded"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

/** What can be said before anything was said: the message was certainly not taken. */
export type NotSent = Exclude<SendOutcome, { readonly kind: "accepted" } | { readonly kind: "unknown" }>;

/** A message with everything it needs at the channel already: one call, and it is out. */
export interface Prepared {
  readonly kind: "prepared";
  /** Never rejects: everything it can meet is an outcome. */
  send(): Promise<SendOutcome>;
}

/**
 * The way out to guests, in two steps: `prepare` does what may be done again after a crash (speak, upload), `send` what
 * may not. Between them the row is marked, so that only the one call that matters can leave its fate unknown. Neither
 * rejects.
 */
export interface OutboundChannel {
  readonly name: ChannelName;
  prepare(row: OutboxRow): Promise<Prepared | NotSent>;
}

/** Attachments of inbound messages. Rejects with MEDIA_GONE, MEDIA_DAMAGED or WHATSAPP_UNREACHABLE. */
export interface MediaSource {
  fetch(mediaId: string, sha256: string): Promise<Uint8Array>;
}
