import { join } from "node:path";
import type { MediaSource, OutboundChannel } from "../channels/port.ts";
import { whatsappChannel, whatsappMedia } from "../channels/whatsapp/channel.ts";
import { createGraph, type Graph } from "../channels/whatsapp/graph.ts";
import type { WhatsAppConfig } from "../config/hotel-config.ts";
import type { Secrets } from "../config/secrets.ts";
import type { TextToSpeech } from "../domain/speech.ts";
import { createSender, type Sender } from "../pipeline/sender.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import type { Store } from "../store/contract.ts";
import { chatChannel } from "./chat-channel.ts";
import { keptMedia } from "./kept-media.ts";
import { withinWindow } from "./service-window.ts";
import { withSpokenReplies } from "./spoken-replies.ts";

/** The hotel's WhatsApp number: the way out, the attachments, and what the receiver needs. */
export interface WhatsAppLink {
  readonly graph: Graph;
  readonly media: MediaSource;
  readonly receiver: {
    readonly host: string;
    readonly port: number;
    readonly path: string;
    readonly phoneNumberId: string;
    readonly appSecrets: readonly string[];
    readonly verifyTokens: readonly string[];
  };
}

export interface WhatsAppLinkParts {
  readonly whatsapp: WhatsAppConfig;
  readonly secrets: Secrets;
  readonly store: Store;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How long WhatsApp may take to answer; the client's own when undefined. */
  readonly timeoutMs?: number | undefined;
}

/** Throws SECRET_MISSING, SECRET_WEAK or SECRET_EXPOSED: without its secrets the daemon does not start. */
export function whatsAppLink(parts: WhatsAppLinkParts): WhatsAppLink {
  const { whatsapp, secrets, store, stateDir, clock, ids, timeoutMs } = parts;
  const { host, port, path, phoneNumberId } = whatsapp;
  const appSecrets = secrets.all("whatsapp-app-secret");
  const verifyTokens = secrets.all("whatsapp-verify-token");
  secrets.get("whatsapp-token");
  const graph = createGraph({
    baseUrl: whatsapp.graphUrl,
    version: whatsapp.graphVersion,
    phoneNumberId,
    token: () => secrets.get("whatsapp-token"),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const media = keptMedia(whatsappMedia(graph), { channel: "whatsapp", store, stateDir, clock, ids });
  return { graph, media, receiver: { host, port, path, phoneNumberId, appSecrets, verifyTokens } };
}

export interface OutboundParts {
  readonly store: Store;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mouth: TextToSpeech;
  readonly link: WhatsAppLink | undefined;
  /** The phone line's way out. */
  readonly phone: OutboundChannel | undefined;
  /** Looks on at every channel's sends. */
  readonly watched: (channel: OutboundChannel) => OutboundChannel;
}

/** The sender with every channel the hotel has. */
export function createOutbound(parts: OutboundParts): Sender {
  const { store, stateDir, clock, log, mouth, link, phone } = parts;
  const folder = join(stateDir, "media", "out");
  const spoken = link && withSpokenReplies(whatsappChannel(link.graph), { mouth, store, folder, log });
  // Judged before anything is spoken or uploaded.
  const whatsapp = spoken && withinWindow(spoken, store, clock);
  return createSender({
    store,
    clock,
    log,
    channels: [whatsapp, phone, chatChannel()].filter((each) => each !== undefined).map(parts.watched),
    settled: () => undefined,
  });
}
