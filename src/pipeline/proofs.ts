import type { InboxRow, ProofMedia } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";

interface Attached extends ProofMedia {
  readonly sha256: string;
}

/** Pictures and documents of a burst: what may prove a payment. */
export function proofsOf(burst: readonly InboxRow[]): readonly ProofMedia[] {
  return attached(burst).map(({ channel, mediaId }) => ({ channel, mediaId }));
}

/** Fetches them for the desk: the channel keeps them for days only. That one cannot be had changes nothing. */
export function keepProofs(context: PipelineContext, burst: readonly InboxRow[]): void {
  const channel = burst[0]?.message.channel;
  const source = channel && context.media[channel];
  if (!source) return;
  for (const { mediaId, sha256 } of attached(burst)) {
    source.fetch(mediaId, sha256).catch((error: unknown) => {
      context.log.warn("a proof of payment could not be fetched", { media: mediaId, err: error });
    });
  }
}

function attached(burst: readonly InboxRow[]): Attached[] {
  return burst.flatMap(({ message: { channel, content } }) => {
    if (content.kind === "image") return [{ channel, mediaId: content.mediaId, sha256: content.sha256 }];
    if (content.kind !== "unsupported" || content.what !== "document" || content.mediaId === undefined)
      return [];
    return [{ channel, mediaId: content.mediaId, sha256: content.sha256 ?? "" }];
  });
}
