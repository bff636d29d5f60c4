import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MediaSource } from "../channels/port.ts";
import type { ChannelName } from "../domain/message.ts";
import { writeFileAtomic } from "../platform/atomic-file.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Store } from "../store/contract.ts";

export interface KeptMediaParts {
  readonly channel: ChannelName;
  readonly store: Store;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Below the state folder. */
const FOLDER = join("media", "in");

/**
 * Attachments kept on the hotel's disk: the channel offers them for minutes, a restart or a clerk may want them later.
 * Fetched once; what is here already is read from here.
 */
export function keptMedia(source: MediaSource, parts: KeptMediaParts): MediaSource {
  const { channel, store, stateDir, clock, ids } = parts;
  return {
    async fetch(mediaId, sha256) {
      const known = store.media.get(channel, mediaId);
      const kept = known && (await readFile(join(stateDir, known.path)).catch(() => undefined));
      if (kept) return kept;
      const bytes = await source.fetch(mediaId, sha256);
      // Named by an id of ours: the channel's may hold anything.
      const path = join(FOLDER, ids.unique());
      await mkdir(join(stateDir, FOLDER), { recursive: true, mode: 0o700 });
      await writeFileAtomic(join(stateDir, path), bytes);
      const fetchedAt = clock.now();
      store.media.save({ channel, mediaId, sha256, mimeType: "", path, bytes: bytes.length, fetchedAt });
      return bytes;
    },
  };
}
