import type { OutboundChannel } from "../channels/port.ts";

/** The terminal's channel: a reply counts as accepted once it is on disk, where the waiting terminal reads it. */
export function chatChannel(): OutboundChannel {
  return {
    name: "chat",
    prepare: async (row) => ({
      kind: "prepared",
      send: async () => ({ kind: "accepted", externalId: `chat:${row.id}` }),
    }),
  };
}
