import type { Address, DeliveryStatus, InboundMessage } from "../../../src/domain/message.ts";
import type { OutboxEntry, RawEvent, Store } from "../../../src/store/contract.ts";

type Parsed = NonNullable<RawEvent["parsed"]>;

export function text(externalId: string, from: Address, sentAt = 1_000): InboundMessage {
  return {
    channel: "whatsapp",
    externalId,
    from,
    sentAt,
    content: { kind: "text", text: `hola ${externalId}` },
  };
}

export function status(
  externalId: string,
  word: DeliveryStatus["status"],
  more: Partial<DeliveryStatus> = {},
): DeliveryStatus {
  return { channel: "whatsapp", externalId, status: word, at: 5_000, ...more };
}

/** One body; its bytes follow from its contents, as a channel's do. */
export function body(parsed: Partial<Parsed>, receivedAt = 2_000): RawEvent {
  const whole: Parsed = { messages: [], statuses: [], events: [], ...parsed };
  return { channel: "whatsapp", body: Buffer.from(JSON.stringify(whole)), receivedAt, parsed: whole };
}

/** A guest with a conversation, known by `phone`. Answers both ids. */
export function aConversation(
  store: Store,
  phone = "34600000001",
): { guestId: number; conversationId: number } {
  const [guestId = 0] = store.inbox.accept([body({ messages: [text(`first-${phone}`, { phone })] })]);
  const { id } = store.conversations.open(guestId, "whatsapp", { phone }, "Ana", 2_000);
  return { guestId, conversationId: id };
}

export function entry(
  ids: { guestId: number; conversationId: number },
  id: string,
  more: Partial<OutboxEntry> = {},
): OutboxEntry {
  return {
    ...ids,
    id,
    channel: "whatsapp",
    to: { phone: "34600000001" },
    content: { kind: "text", text: `reply ${id}` },
    dedupeKey: `key-${id}`,
    createdAt: 3_000,
    ...more,
  };
}
