import type { ChannelName } from "../../domain/message.ts";
import type { MediaFile, MediaFiles } from "../contract.ts";
import type { Connection } from "../sqlite/connection.ts";

type Row = {
  channel: ChannelName;
  media_id: string;
  sha256: string;
  mime_type: string;
  path: string;
  bytes: number;
  fetched_at: number;
};

export function openMedia(connection: Connection): MediaFiles {
  const save = connection.prepare<[string, string, string, string, string, number, number]>(
    `INSERT INTO media (channel, media_id, sha256, mime_type, path, bytes, fetched_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, mime_type = excluded.mime_type, path = excluded.path,
       bytes = excluded.bytes, fetched_at = excluded.fetched_at`,
  );
  const get = connection.prepare<[string, string], Row>(
    "SELECT * FROM media WHERE channel = ? AND media_id = ?",
  );

  return {
    save: (file) =>
      void save.run(
        file.channel,
        file.mediaId,
        file.sha256,
        file.mimeType,
        file.path,
        file.bytes,
        file.fetchedAt,
      ),
    get(channel, mediaId): MediaFile | undefined {
      const row = get.get(channel, mediaId);
      if (!row) return undefined;
      const { media_id, mime_type, fetched_at, ...same } = row;
      return { ...same, mediaId: media_id, mimeType: mime_type, fetchedAt: fetched_at };
    },
  };
}
