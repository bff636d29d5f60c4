import type { InboundMessage } from "../domain/message.ts";
import { placeOf, type SpanOptions } from "../platform/tracer.ts";
import type { InboxRow } from "../store/contract.ts";

/** What a message's trace is found by, from the webhook to the reply. */
export function messageKey({ channel, externalId }: Pick<InboundMessage, "channel" | "externalId">): string {
  return `${channel}/${externalId}`;
}

/** A burst's turn goes on from its first message's webhook; the further ones are linked. */
export function turnSpan(burst: readonly InboxRow[], conversationId: number): SpanOptions {
  const [parent, ...links] = burst.map((row) => placeOf(messageKey(row.message)));
  return {
    parent,
    links,
    attributes: {
      "hotelbot.conversation": conversationId,
      "hotelbot.messages": burst.length,
      "hotelbot.channel": burst[0]?.message.channel ?? "",
    },
  };
}
