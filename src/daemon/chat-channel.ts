import type { OutboundChannel } from "../channels/port.ts";

/** The terminal's channel: a reply counts as accepted once it is on disk, where the waiting terminal reads it. */
export function chatChannel(): OutboundChannel {
  return {
    name: "chat",
    send: async (row) => ({ kind: "accepted", externalId: `chat:${row.id}` }),
  };
}
