import type { MediaSource, OutboundChannel } from "../port.ts";
import type { Graph } from "./graph.ts";

/** WhatsApp as the pipeline's way out: one outbox row is one message, its id travels as callback data. */
export function whatsappChannel(graph: Graph): OutboundChannel {
  return {
    name: "whatsapp",
    prepare: (row) => graph.prepare(row.to, row.content, { callbackId: row.id, attempts: row.attempts }),
  };
}

export function whatsappMedia(graph: Graph): MediaSource {
  return {
    fetch: async (mediaId, sha256) =>
      (await graph.fetchMedia(mediaId, sha256 === "" ? undefined : sha256)).bytes,
  };
}
