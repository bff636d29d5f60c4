import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Agent } from "undici";
import type { Address, OutboundContent } from "../../domain/message.ts";
import { asHotelbotError } from "../../errors.ts";
import type { NotSent, SendOutcome } from "../port.ts";
import { exchange } from "./exchange.ts";
import { fetchMedia, type Media, type MediaCall, uploadBody } from "./graph-media.ts";
import { isFields, listOf, textOf } from "./json.ts";
import { type CallOutcome, outcomeOf, type Refusal, readToken } from "./outcome.ts";
import { faultOf, LIMITS, messageBody, type Sendable, type SendOptions } from "./payload.ts";

export interface GraphOptions {
  /** `https://graph.facebook.com`, or the sandbox's address. */
  readonly baseUrl: string;
  /** `v25.0`: pinned, since a dead version is silently served by the next oldest. */
  readonly version: string;
  readonly phoneNumberId: string;
  /** Asked before every call, so that a renewed token needs no restart. */
  readonly token: () => string;
  /** Until Meta's answer begins; 20 s. Past it the message is `unknown`. */
  readonly timeoutMs?: number;
  readonly random?: () => number;
}

export interface PreparedMessage {
  readonly kind: "prepared";
  /** Never rejects. Calling it twice sends twice. */
  send(): Promise<SentOutcome>;
}
export type SentOutcome = Refusal | (Extract<SendOutcome, { kind: "accepted" }> & { readonly waId?: string });
export type UploadOutcome = { readonly kind: "uploaded"; readonly mediaId: string } | NotSent;

export interface Graph {
  /**
   * Makes one message ready: files are uploaded, its form is checked. May be done again without harm; never rejects.
   * What Meta would refuse for its form is refused here with code 100 and «not sent» in the title, and is a bug of the
   * caller's.
   */
  prepare(to: Address, content: OutboundContent, options: SendOptions): Promise<PreparedMessage | NotSent>;
  /** Prepares and sends in one go. */
  send(to: Address, content: OutboundContent, options: SendOptions): Promise<SentOutcome>;
  /** Kept by Meta for 30 days. Uploading twice harms nobody, so an unanswered upload is `retry`, never `unknown`. */
  uploadMedia(file: { bytes: Uint8Array; mimeType: string; filename: string }): Promise<UploadOutcome>;
  /** See fetchMedia for what it rejects with. `sha256` is the webhook's, hex or base64. */
  fetchMedia(mediaId: string, sha256?: string): Promise<Media>;
  /** Blue ticks up to this message, and «typing…» for 25 s or until we answer. True when Meta took it; never rejects. */
  markRead(wamid: string, typing: boolean): Promise<boolean>;
  close(): Promise<void>;
}

/** A client of Meta's Graph API for one WhatsApp number. Opens connections when used. */
export function createGraph(options: GraphOptions): Graph {
  const { phoneNumberId, token, timeoutMs = 20_000, random = Math.random } = options;
  const base = new URL(`${options.baseUrl.replace(/\/+$/, "")}/${options.version}/`);
  // Idle connections are dropped after 4 s, before Meta drops them: a request written into a connection that is just
  // being closed would be neither sent nor unsent.
  const dispatcher = new Agent({
    connect: { timeout: 10_000 },
    keepAliveTimeout: 4000,
    keepAliveMaxTimeout: 4000,
  });
  const media: MediaCall = { dispatcher, base, phoneNumberId, token, timeoutMs };

  async function post(
    edge: string,
    body: Uint8Array | string,
    contentType: string,
    attempts: number,
  ): Promise<CallOutcome> {
    const bearer = readToken(token);
    if (bearer.missing !== undefined) return { kind: "stopped", why: bearer.missing };
    const result = await exchange(dispatcher, {
      url: new URL(`${encodeURIComponent(phoneNumberId)}/${edge}`, base),
      method: "POST",
      headers: {
        authorization: `Bearer ${bearer.value}`,
        "content-type": contentType,
        "user-agent": "hotelbot",
      },
      body,
      maxBytes: 1024 * 1024,
      timeoutMs,
    });
    return outcomeOf(result, { attempts, random });
  }

  async function uploadMedia(
    file: { bytes: Uint8Array; mimeType: string; filename: string },
    attempts = 0,
  ): Promise<UploadOutcome> {
    const boundary = `hotelbot-${randomUUID()}`;
    const type = `multipart/form-data; boundary=${boundary}`;
    const outcome = await post("media", uploadBody(file, boundary), type, attempts);
    if (outcome.kind === "unknown") return { kind: "retry", afterMs: 2000, scope: "guest", why: outcome.why };
    if (outcome.kind !== "ok") return outcome;
    const mediaId = textOf(outcome.body, "id");
    if (mediaId !== undefined) return { kind: "uploaded", mediaId };
    return { kind: "retry", afterMs: 2000, scope: "guest", why: "the upload was answered without an id" };
  }

  /** The message with its file at Meta's, or why it cannot be. */
  async function withFile(content: OutboundContent, attempts: number): Promise<Sendable | NotSent> {
    if (content.kind === "text" || content.kind === "template") return content;
    const { path } = content;
    if (path === undefined) return notSent("a voice reply that was never spoken into a file");
    const mimeType = content.kind === "voice" ? "audio/ogg; codecs=opus" : imageType(path);
    const limit = content.kind === "voice" ? LIMITS.audioBytes : LIMITS.imageBytes;
    const bytes = await readFile(path).catch((error: unknown) => asHotelbotError(error).message);
    if (typeof bytes === "string") return notSent(`${path} cannot be read: ${bytes}`);
    if (bytes.length === 0 || bytes.length > limit) return notSent(`${path} has ${bytes.length} bytes`);
    // The file name's ending decides what Meta takes it for: a voice note must be called .ogg.
    const filename = content.kind === "voice" ? "reply.ogg" : basename(path);
    const uploaded = await uploadMedia({ bytes, mimeType, filename }, attempts);
    if (uploaded.kind !== "uploaded") return uploaded;
    const { mediaId } = uploaded;
    if (content.kind === "voice") return { kind: "voice", mediaId };
    const { caption } = content;
    return { kind: "image", mediaId, ...(caption === undefined ? {} : { caption }) };
  }

  async function postMessage(body: string, attempts: number): Promise<SentOutcome> {
    const outcome = await post("messages", body, "application/json", attempts);
    if (outcome.kind !== "ok") return outcome;
    const message = listOf(outcome.body, "messages").find(isFields);
    const externalId = message && textOf(message, "id");
    if (externalId === undefined) return { kind: "unknown", why: "answered without a message id" };
    const contact = listOf(outcome.body, "contacts").find(isFields);
    const waId = contact && textOf(contact, "wa_id");
    return { kind: "accepted", externalId, ...(waId === undefined ? {} : { waId }) };
  }

  const prepare: Graph["prepare"] = async (to, content, sendOptions) => {
    const fault = faultOf(to, content, sendOptions);
    if (fault !== undefined) return notSent(fault);
    const attempts = sendOptions.attempts ?? 0;
    const sendable = await withFile(content, attempts);
    if (!isSendable(sendable)) return sendable;
    const body = JSON.stringify(messageBody(to, sendable, sendOptions));
    return { kind: "prepared", send: () => postMessage(body, attempts) };
  };

  return {
    prepare,
    async send(to, content, sendOptions) {
      const ready = await prepare(to, content, sendOptions);
      return ready.kind === "prepared" ? ready.send() : ready;
    },
    uploadMedia: (file) => uploadMedia(file),
    fetchMedia: (mediaId, sha256) => fetchMedia(media, mediaId, sha256),
    async markRead(wamid, typing) {
      const body = {
        messaging_product: "whatsapp",
        status: "read",
        message_id: wamid,
        ...(typing ? { typing_indicator: { type: "text" } } : {}),
      };
      const outcome = await post("messages", JSON.stringify(body), "application/json", 0);
      return outcome.kind === "ok";
    },
    close: () => dispatcher.destroy(),
  };
}

function notSent(details: string): NotSent {
  return {
    kind: "rejected",
    code: 100,
    title: "not sent: hotelbot made a message WhatsApp cannot take",
    details,
  };
}

function isSendable(value: Sendable | NotSent): value is Sendable {
  return ["text", "voice", "image", "template"].includes(value.kind);
}

function imageType(path: string): string {
  return extname(path).toLowerCase() === ".png" ? "image/png" : "image/jpeg";
}
