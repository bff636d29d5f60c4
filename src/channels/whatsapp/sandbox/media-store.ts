import { createHash } from "node:crypto";
import type { Clock } from "../../../platform/clock.ts";
import type { Ids } from "../../../platform/ids.ts";
import { type GraphError, graphError } from "./envelope.ts";

const DAY = 24 * 60 * 60_000;
const URL_LIFE = 5 * 60_000;

/** What each kind of message takes: Meta's list, and its size limit in bytes. */
const KINDS: Readonly<Record<string, { readonly types: readonly string[]; readonly most: number }>> = {
  audio: {
    types: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
    most: 16 * 1024 * 1024,
  },
  image: { types: ["image/jpeg", "image/png"], most: 5 * 1024 * 1024 },
  video: { types: ["video/mp4", "video/3gpp"], most: 16 * 1024 * 1024 },
  sticker: { types: ["image/webp"], most: 500 * 1024 },
  document: { types: ["application/pdf", "text/plain"], most: 100 * 1024 * 1024 },
};

export interface StoredMedia {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly sha256: Buffer;
  readonly expiresAt: number;
}

export interface MediaStore {
  /** A guest's file: its id lives 7 days. */
  fromGuest(bytes: Uint8Array, mimeType: string): StoredMedia;
  /** The hotel's upload: kept 30 days. */
  upload(bytes: Uint8Array, mimeType: string, filename: string): StoredMedia | GraphError;
  get(id: string): StoredMedia | undefined;
  remove(id: string): boolean;
  /** True when the id is known and fits a message of that type. */
  fits(id: string, type: string): boolean;
  /** A path with query that serves the bytes for 5 minutes. */
  address(media: StoredMedia): string;
  byAddress(query: URLSearchParams): StoredMedia | undefined;
}

export function createMediaStore(clock: Clock, ids: Ids): MediaStore {
  const stored = new Map<string, StoredMedia>();
  const secret = ids.secret(16);

  const add = (bytes: Uint8Array, mimeType: string, life: number): StoredMedia => {
    const id = (10n ** 15n + (BigInt(`0x${ids.secret(6)}`) % 10n ** 15n)).toString();
    const sha256 = createHash("sha256").update(bytes).digest();
    const media = { id, bytes, mimeType, sha256, expiresAt: clock.now() + life };
    stored.set(id, media);
    return media;
  };
  const get = (id: string): StoredMedia | undefined => {
    const media = stored.get(id);
    return media && media.expiresAt > clock.now() ? media : undefined;
  };
  const hash = (mid: string, ext: string): string =>
    createHash("sha256").update(`${secret}:${mid}:${ext}`).digest("base64url");

  return {
    fromGuest: (bytes, mimeType) => add(bytes, mimeType, 7 * DAY),
    upload(bytes, mimeType, filename) {
      const bare = bareType(mimeType);
      const kind = Object.values(KINDS).find(({ types }) => types.includes(bare));
      if (kind === undefined) {
        const known = Object.values(KINDS).flatMap(({ types }) => types);
        return graphError(
          100,
          `Param file must be a file with one of the following types: ${known.join(", ")}. Received file of type '${mimeType}'.`,
        );
      }
      if (bytes.length === 0 || bytes.length > kind.most) {
        return graphError(100, `Param file must be a file with size between 1 and ${kind.most} bytes`);
      }
      // The ending of the name decides, as many a bridge has learned.
      const wrong = bare === "audio/ogg" && !/\.(ogg|oga)$/i.test(filename);
      if (wrong) return graphError(131053, `The file '${filename}' is not of type '${mimeType}'`);
      return add(bytes, mimeType, 30 * DAY);
    },
    get,
    remove: (id) => stored.delete(id),
    fits(id, type) {
      const media = get(id);
      return media !== undefined && (KINDS[type]?.types.includes(bareType(media.mimeType)) ?? false);
    },
    address(media) {
      const ext = String(Math.floor((clock.now() + URL_LIFE) / 1000));
      return `/whatsapp_business/attachments/?mid=${media.id}&ext=${ext}&hash=${hash(media.id, ext)}`;
    },
    byAddress(query) {
      const mid = query.get("mid") ?? "";
      const ext = query.get("ext") ?? "";
      if (query.get("hash") !== hash(mid, ext) || Number(ext) * 1000 <= clock.now()) return undefined;
      return get(mid);
    },
  };
}

function bareType(mimeType: string): string {
  return (mimeType.split(";")[0] ?? "").trim().toLowerCase();
}

/** Why Meta would fail a voice note after accepting it, or undefined: it must be Ogg, Opus, mono. */
export function voiceFault(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 256));
  const opus = head.indexOf("OpusHead", 0, "latin1");
  if (head.toString("latin1", 0, 4) !== "OggS" || opus < 0) {
    return "Unsupported Voice mime type. Please use audio/ogg; codecs=opus.";
  }
  return head[opus + 9] === 1 ? undefined : "Voice messages must be mono";
}
