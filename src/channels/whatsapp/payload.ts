import { LIST_LIMITS, type List, rowsOf } from "../../domain/list.ts";
import type { Address, Button, OutboundContent } from "../../domain/message.ts";

/** Limits of the Cloud API for what we send; longer things are refused there with code 100 or 131009. */
export const LIMITS = {
  text: 4096,
  buttonBody: 1024,
  buttons: 3,
  buttonId: 256,
  buttonTitle: 20,
  caption: 1024,
  callbackData: 512,
  audioBytes: 16 * 1024 * 1024,
  imageBytes: 5 * 1024 * 1024,
} as const;

/** What a message is made of once its files are with Meta. */
export type Sendable =
  | Extract<OutboundContent, { kind: "text" }>
  | { readonly kind: "voice"; readonly mediaId: string }
  | { readonly kind: "image"; readonly mediaId: string; readonly caption?: string }
  | Extract<OutboundContent, { kind: "template" }>;

export interface SendOptions {
  /** Our outbox id, ≤ 512 characters; every status of the message carries it back. */
  readonly callbackId: string;
  /** The wamid to quote. */
  readonly replyTo?: string;
  /** Failed attempts so far; the wait before the next grows with it. */
  readonly attempts?: number;
}

/**
 * The body of `POST /{phone number id}/messages`. A phone travels with `+`, or Meta puts the hotel's own country code
 * before it; a guest without one is addressed by `recipient`.
 */
export function messageBody(to: Address, content: Sendable, options: SendOptions): object {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...(to.phone === undefined ? { recipient: to.userId } : { to: `+${to.phone.replace(/^\+/, "")}` }),
    ...bodyOf(content),
    ...(options.replyTo === undefined ? {} : { context: { message_id: options.replyTo } }),
    biz_opaque_callback_data: options.callbackId,
  };
}

function bodyOf(content: Sendable): object {
  switch (content.kind) {
    case "voice":
      return { type: "audio", audio: { id: content.mediaId, voice: true } };
    case "image": {
      const { mediaId, caption } = content;
      return { type: "image", image: { id: mediaId, ...(caption === undefined ? {} : { caption }) } };
    }
    case "template": {
      const { name, code, parameters } = content;
      const values = parameters.map((text) => ({ type: "text", text }));
      const components = values.length === 0 ? {} : { components: [{ type: "body", parameters: values }] };
      return { type: "template", template: { name, language: { code }, ...components } };
    }
    case "text": {
      const { text, buttons = [], list } = content;
      if (list !== undefined) return { type: "interactive", interactive: listPart(text, list) };
      if (buttons.length === 0) return { type: "text", text: { body: text, preview_url: false } };
      const replies = buttons.map(({ id, title }) => ({ type: "reply", reply: { id, title } }));
      return {
        type: "interactive",
        interactive: { type: "button", body: { text }, action: { buttons: replies } },
      };
    }
  }
}

function listPart(text: string, { button, sections }: List): object {
  return { type: "list", body: { text }, action: { button, sections } };
}

/** What is wrong with a message before anything is sent; undefined when Meta would take it. Found here it is our bug. */
export function faultOf(
  to: Address,
  content: { readonly kind: string; readonly text?: string; readonly caption?: string } & {
    readonly buttons?: readonly Button[];
    readonly list?: List;
  },
  options: SendOptions,
): string | undefined {
  if (to.phone === undefined && to.userId === undefined) return "nobody to send it to";
  if (options.callbackId.length > LIMITS.callbackData) return "callback data over 512 characters";
  if ((content.caption?.length ?? 0) > LIMITS.caption) return "caption over 1024 characters";
  if (content.kind !== "text") return undefined;
  const { text = "", buttons = [], list } = content;
  const most = list !== undefined ? LIST_LIMITS.body : buttons.length > 0 ? LIMITS.buttonBody : LIMITS.text;
  if (text.trim() === "") return "empty text";
  if (text.length > most) return `text over ${most} characters`;
  // A list is legal as it is made; an empty one can only come from a disk that lies.
  if (list !== undefined && rowsOf(list).length === 0) return "a list without rows";
  return faultOfButtons(buttons);
}

function faultOfButtons(buttons: readonly Button[]): string | undefined {
  if (buttons.length > LIMITS.buttons) return "more than 3 buttons";
  if (new Set(buttons.map(({ title }) => title)).size < buttons.length) return "two buttons with one title";
  if (new Set(buttons.map(({ id }) => id)).size < buttons.length) return "two buttons with one id";
  for (const { id, title } of buttons) {
    if (id === "" || id.length > LIMITS.buttonId) return "a button id not of 1 to 256 characters";
    if (title.trim() === "" || title.length > LIMITS.buttonTitle) {
      return `the button title «${title}» not of 1 to 20 characters`;
    }
  }
  return undefined;
}
