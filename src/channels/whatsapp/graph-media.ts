import { createHash } from "node:crypto";
import type { Dispatcher } from "undici";
import { HotelbotError } from "../../errors.ts";
import { type Exchange, exchange } from "./exchange.ts";
import { type Fields, textOf } from "./json.ts";
import { outcomeOf, readToken } from "./outcome.ts";
import { LIMITS } from "./payload.ts";

export interface Media {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
}

export interface MediaCall {
  readonly dispatcher: Dispatcher;
  /** Base URL with the version, ending in `/`. */
  readonly base: URL;
  readonly phoneNumberId: string;
  readonly token: () => string;
  readonly timeoutMs: number;
}

/** Hosts that may be shown our token; an attachment's address comes from outside. Plus the base URL's own. */
const META_HOSTS: ReadonlySet<string> = new Set(["lookaside.fbsbx.com", "graph.facebook.com"]);

/**
 * Fetches an attachment: first its address (which lives 5 minutes), then its bytes, both with the token. A 404 asks
 * for a new address once. Rejects with MEDIA_GONE (never again, or larger than 16 MB), MEDIA_DAMAGED, or
 * WHATSAPP_UNREACHABLE (later again: the line, Meta, or a token that a person will renew).
 */
export async function fetchMedia(call: MediaCall, mediaId: string, sha256?: string): Promise<Media> {
  for (let turn = 0; ; turn += 1) {
    const about = await addressOf(call, mediaId);
    if (about === "gone") {
      if (turn > 0) throw new HotelbotError("MEDIA_GONE", { what: "WhatsApp no longer has it" });
      continue;
    }
    const url = trusted(call.base, textOf(about, "url"));
    const result = await get(call, url);
    if (result.kind === "answer" && result.status === 404) {
      if (turn > 0) throw new HotelbotError("MEDIA_GONE", { what: "its address has expired" });
      continue;
    }
    const bytes = bytesOf(result);
    for (const expected of [sha256, textOf(about, "sha256")]) {
      if (expected && !hasDigest(bytes, expected)) throw new HotelbotError("MEDIA_DAMAGED");
    }
    return { bytes, mimeType: textOf(about, "mime_type") ?? "application/octet-stream" };
  }
}

async function addressOf(call: MediaCall, mediaId: string): Promise<Fields | "gone"> {
  const url = new URL(encodeURIComponent(mediaId), call.base);
  url.searchParams.set("phone_number_id", call.phoneNumberId);
  const result = await get(call, url, 64 * 1024);
  if (result.kind === "answer" && result.status === 404) return "gone";
  const outcome = outcomeOf(result, { attempts: 0, random: Math.random });
  if (outcome.kind === "ok") return outcome.body;
  // An expired or unknown id: 400 with code 100, subcode 33.
  if (outcome.kind === "rejected") return "gone";
  if (outcome.kind === "stopped" && outcome.why.startsWith("33:")) return "gone";
  throw new HotelbotError("WHATSAPP_UNREACHABLE", { what: outcome.why });
}

async function get(call: MediaCall, url: URL, maxBytes: number = LIMITS.audioBytes): Promise<Exchange> {
  const token = readToken(call.token);
  if (token.missing !== undefined) {
    throw new HotelbotError("WHATSAPP_UNREACHABLE", { what: token.missing });
  }
  return exchange(call.dispatcher, {
    url,
    method: "GET",
    headers: { authorization: `Bearer ${token.value}`, "user-agent": "hotelbot" },
    maxBytes,
    timeoutMs: call.timeoutMs,
  });
}

/** The address with nothing of ours sent to a stranger: https at Meta's hosts, or the configured server itself. */
function trusted(base: URL, address: string | undefined): URL {
  const url = address === undefined ? null : URL.parse(address);
  if (url?.host === base.host && url.protocol === base.protocol) return url;
  const known = url && (META_HOSTS.has(url.hostname) || url.hostname.endsWith(".fbcdn.net"));
  if (known && url.protocol === "https:" && url.port === "") return url;
  throw new HotelbotError("MEDIA_GONE", { what: "its address is not one of Meta's" });
}

function bytesOf(result: Exchange): Uint8Array {
  if (result.kind === "too large") {
    throw new HotelbotError("MEDIA_GONE", { what: "it is larger than 16 MB" });
  }
  if (result.kind === "failed") throw new HotelbotError("WHATSAPP_UNREACHABLE", { what: result.why });
  if (result.status === 200) return result.body;
  throw new HotelbotError("WHATSAPP_UNREACHABLE", { what: `HTTP ${result.status} for the attachment` });
}

/** Webhooks carry the digest in base64, the media's own answer in hex. */
function hasDigest(bytes: Uint8Array, expected: string): boolean {
  const digest = createHash("sha256").update(bytes).digest();
  const encoding = /^[0-9a-f]{64}$/i.test(expected) ? "hex" : "base64";
  return digest.equals(Buffer.from(expected, encoding));
}

/** The multipart body of an upload, written out so that its length is known and nothing is streamed twice. */
export function uploadBody(
  file: { readonly bytes: Uint8Array; readonly mimeType: string; readonly filename: string },
  boundary: string,
): Uint8Array {
  const field = (name: string, value: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const filename = file.filename.replace(/["\r\n]/g, "_");
  const head =
    field("messaging_product", "whatsapp") +
    field("type", file.mimeType) +
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\n` +
    `Content-Type: ${file.mimeType}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}
