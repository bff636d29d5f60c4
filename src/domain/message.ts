import type { Language } from "./language.ts";
import type { List } from "./list.ts";
import type { Transcript } from "./speech.ts";

/**
 * What goes in and out, free of any channel's format.
 *
 * A guest is addressed by what the channel gave us: a phone (digits as received), a business-scoped user id, or a
 * local session; at least one is set.
 */
export interface Address {
  readonly phone?: string;
  readonly userId?: string;
  readonly session?: string;
}

export type ChannelName = "whatsapp" | "chat" | "phone" | "desk";

/** What a guest sent. `unsupported` keeps the channel's own word for it in `what`. */
export type InboundContent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "button"; readonly id: string; readonly title: string; readonly repliesTo?: string }
  | { readonly kind: "voice"; readonly mediaId: string; readonly mimeType: string; readonly sha256: string }
  | {
      readonly kind: "image";
      readonly mediaId: string;
      readonly mimeType: string;
      readonly sha256: string;
      readonly caption?: string;
    }
  /** Said on a call, heard already. `interrupted`: before the guest had heard what they were being told. */
  | { readonly kind: "speech"; readonly transcript: Transcript; readonly interrupted?: boolean }
  | {
      readonly kind: "unsupported";
      readonly what: string;
      readonly caption?: string;
      /** Of a document: people look at it. */
      readonly mediaId?: string;
      readonly sha256?: string;
    };

export interface InboundMessage {
  readonly channel: ChannelName;
  /** The channel's unique id: the wamid on WhatsApp. Storing it twice stores it once. */
  readonly externalId: string;
  readonly from: Address;
  /** The name on the guest's profile, as they wrote it: a hint, never an identity. */
  readonly profileName?: string;
  /** The language the guest's program asked for, where the channel has such a thing. */
  readonly language?: Language;
  /** Epoch ms by the channel's clock (second resolution on WhatsApp). */
  readonly sentAt: number;
  readonly content: InboundContent;
}

/** What became of something we sent, as told by the channel. */
export interface DeliveryStatus {
  readonly channel: ChannelName;
  readonly externalId: string;
  readonly status: "sent" | "delivered" | "read" | "played" | "failed";
  readonly at: number;
  /** Our own outbox id, when the channel echoes it. */
  readonly outboxId?: string;
  readonly errorCode?: number;
  readonly errorTitle?: string;
  readonly billable?: boolean;
  readonly pricingCategory?: string;
}

export interface Button {
  /** ≤ 256 characters. */
  readonly id: string;
  /** ≤ 20 characters. */
  readonly title: string;
}

/** One thing to say. `speech` is the same for the ear, when it differs. At most three buttons, or a list of choices. */
export interface Reply {
  readonly text: string;
  readonly speech?: string;
  readonly buttons?: readonly Button[];
  readonly list?: List;
}

/** What a channel is handed to send. */
export type OutboundContent =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly buttons?: readonly Button[];
      readonly list?: List;
    }
  /** `besideText`: the same goes in writing as well, so that a voice that fails is no loss. */
  | {
      readonly kind: "voice";
      readonly text: string;
      readonly language: string;
      readonly path?: string;
      readonly besideText?: boolean;
    }
  | { readonly kind: "image"; readonly path: string; readonly caption?: string }
  /** Approved words with the parameters filled in by WhatsApp; `text` is what they say, as far as we know. */
  | {
      readonly kind: "template";
      readonly name: string;
      /** WhatsApp's code of the language: «es», «pt_BR». */
      readonly code: string;
      readonly parameters: readonly string[];
      readonly text: string;
    };
