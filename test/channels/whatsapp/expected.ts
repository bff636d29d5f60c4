import type { DeliveryStatus, InboundContent, InboundMessage } from "../../../src/domain/message.ts";

/** What each contract body must be read as. Events are named `what externalId`, with `*` for a fingerprint. */
export interface Expected {
  readonly messages?: readonly InboundMessage[];
  readonly statuses?: readonly DeliveryStatus[];
  readonly events?: readonly string[];
}

const SENT_AT = 1791975600_000;
const PHONE = "351912345678";
const USER = "PT.13491208655302741918";
const SHA = "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=";
const OUT = "wamid.HBgMMzUxOTEyMzQ1Njc4FQIAERgSQkM1QTRGMDk4MTIzNDU2N0FCAA==";
const wamid = (end: string): string => `wamid.HQULMzUxOTEyMzQ1Njc4FQIAEhgUM0EwM0EwM0EwM0EwM0EwM0EwM${end}=`;

const from = (
  end: string,
  content: InboundContent,
  change: Partial<InboundMessage> = {},
): InboundMessage => ({
  channel: "whatsapp",
  externalId: wamid(end),
  from: { phone: PHONE, userId: USER },
  profileName: "Inês Araújo",
  sentAt: SENT_AT,
  content,
  ...change,
});
const one = (end: string, content: InboundContent, change: Partial<InboundMessage> = {}): Expected => ({
  messages: [from(end, content, change)],
});
const text = (words: string): InboundContent => ({ kind: "text", text: words });
const other = (what: string, caption?: string): InboundContent => ({
  kind: "unsupported",
  what,
  ...(caption === undefined ? {} : { caption }),
});
const status = (word: DeliveryStatus["status"], more: Partial<DeliveryStatus> = {}): DeliveryStatus => ({
  channel: "whatsapp",
  externalId: OUT,
  status: word,
  at: SENT_AT,
  ...more,
});
const failed = (errorCode: number, errorTitle: string): Expected => ({
  statuses: [status("failed", { errorCode, errorTitle })],
});
const nameless = (end: string, content: InboundContent, address: InboundMessage["from"]): InboundMessage => {
  const { profileName: _, ...rest } = from(end, content, { from: address });
  return rest;
};
const button = (id: string, title: string): InboundContent => ({ kind: "button", id, title, repliesTo: OUT });
const image = (mediaId: string, caption?: string): InboundContent => ({
  kind: "image",
  mediaId,
  mimeType: "image/jpeg",
  sha256: SHA,
  ...(caption === undefined ? {} : { caption }),
});

export const EXPECTED: Readonly<Record<string, Expected>> = {
  "batch-two-entries-mixed": {
    messages: [
      from("zE", text("one")),
      from("zI", text("two")),
      from("zM", image("1003383421387260"), {
        from: { phone: "447700900123", userId: "GB.22291208655302741918" },
        profileName: "Other Guest",
      }),
    ],
    statuses: [status("read"), status("delivered", { at: SENT_AT - 1000 })],
  },
  "call-connect-user-initiated": { events: ["call call:wacid.ABGGFjFVU2AfAgo6V-Hc5eCgK5Gh:connect"] },
  "call-terminate": { events: ["call call:wacid.ABGGFjFVU2AfAgo6V-Hc5eCgK5Gh:terminate"] },
  "echo-human-reply-from-phone-coexistence": { events: [`echo echo:${wamid("jk")}`] },
  "in-audio-file": one("zk", other("audio")),
  "in-audio-voice-note": one("zg", {
    kind: "voice",
    mediaId: "1908647269898587",
    mimeType: "audio/ogg; codecs=opus",
    sha256: SHA,
  }),
  "in-contacts-phone-shared-by-request": one("TY", text("+351912345678"), { from: { userId: USER } }),
  "in-contacts-vcard": one("TU", other("contacts")),
  "in-document": one("TI", {
    kind: "unsupported",
    what: "document",
    caption: "invoice data",
    mediaId: "1003383421387258",
    sha256: "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
  }),
  "in-edit-coexistence": one("jc", other("edit", "Two nights, not three")),
  "in-image": one("TA", image("1003383421387256", "My passport page")),
  "in-interactive-button-reply": one("Tc", button("confirm:RES-1042", "Confirm")),
  "in-interactive-flow-nfm-reply": one("Tk", other("nfm_reply")),
  "in-interactive-list-reply": one("Tg", button("room:dbl-sea", "Double, sea view")),
  "in-location": one("TQ", other("location")),
  "in-media-too-large": one("jQ", other("media_too_large")),
  "in-reaction": one("jE", other("reaction")),
  "in-reaction-removed": one("jI", other("reaction")),
  "in-revoke-coexistence": one("jg", other("revoke")),
  "in-sticker": one("TM", other("sticker")),
  "in-system-user-changed-number": {
    messages: [nameless("jU", other("system"), { phone: PHONE })],
    events: [`user_changed_number user_changed_number:${wamid("jU")}`],
  },
  "in-system-user-changed-user-id": {
    messages: [nameless("jY", other("system"), { userId: USER })],
    events: [`user_changed_user_id user_changed_user_id:${wamid("jY")}`],
  },
  "in-template-quick-reply-button": one("jA", button("checkin:RES-1042", "Check in now")),
  "in-text": one("zE", text("Olá! Têm quarto duplo para amanhã? 🏨")),
  "in-text-ad-referral": one("zc", text("Hi, I saw your ad")),
  "in-text-forwarded": one("zY", text("Forwarded text")),
  "in-text-legacy-no-bsuid": one("zI", text("Payload as sent before April 2026: no user_id fields."), {
    from: { phone: PHONE },
  }),
  "in-text-reply-context": one("zU", text("Yes, that one please")),
  "in-text-username-phone-hidden": one("zQ", text("No phone number in this one"), { from: { userId: USER } }),
  "in-text-username-phone-known": one("zM", text("Hi, it is me again")),
  "in-unsupported": one("jM", other("poll_creation")),
  "in-video": one("TE", other("video", "The leak in the bathroom")),
  "phone-number-quality-update": { events: ["phone_number_quality_update phone_number_quality_update:*"] },
  "standby-inbound-meta-business-agent": { events: [`standby standby:${wamid("zA")}`] },
  "status-delivered": { statuses: [status("delivered", { outboxId: "outbox:8812" })] },
  "status-delivered-bsuid-only": { statuses: [status("delivered")] },
  "status-failed-24h-window": failed(
    131047,
    "Re-engagement message: Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
  ),
  "status-failed-healthy-ecosystem": failed(
    131049,
    "This message was not delivered to maintain healthy ecosystem engagement: In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
  ),
  "status-failed-media": failed(
    131053,
    "Media upload error: Unsupported Voice mime type audio/opus. Please use one of audio/ogg; codecs=opus, audio/mpeg, audio/amr, audio/mp4, audio/aac.",
  ),
  "status-failed-undeliverable": failed(131026, "Message Undeliverable."),
  "status-played-voice-message": { statuses: [status("played")] },
  "status-read": { statuses: [status("read")] },
  "status-sent": { statuses: [status("sent", { billable: false, pricingCategory: "service" })] },
  "status-sent-billed-service-after-2026-10-01": {
    statuses: [status("sent", { billable: true, pricingCategory: "service" })],
  },
  "status-sent-v23-with-conversation": {
    statuses: [status("sent", { billable: true, pricingCategory: "utility" })],
  },
  "template-status-approved": { events: ["message_template_status_update message_template_status_update:*"] },
  "user-preferences-stop-marketing": { events: ["user_preferences user_preferences:*"] },
  "value-errors": { events: ["account_error account_error:*"] },
};
