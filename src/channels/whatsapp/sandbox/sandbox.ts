import { systemClock } from "../../../platform/clock.ts";
import { randomIds } from "../../../platform/ids.ts";
import { createDelivery } from "./delivery.ts";
import { createSendFaults, type Faults, type MediaFault } from "./faults.ts";
import { createGuest, type GuestState, identityOf } from "./guests.ts";
import { createLimits } from "./limits.ts";
import { createMediaStore } from "./media-store.ts";
import { createOutbound } from "./outbound.ts";
import { createRecorder, type SandboxRecord } from "./record.ts";
import { createGraphServer } from "./server.ts";
import type { Guest, SandboxOptions, SandboxSettings } from "./types.ts";
import { verifyWebhook } from "./verify-webhook.ts";
import { createWebhookBodies } from "./webhooks.ts";
import { wireJson } from "./wire.ts";

export interface Sandbox {
  start(): Promise<SandboxSettings>;
  stop(): Promise<void>;
  /** What the daemon is configured with. Throws before start(). */
  settings(): SandboxSettings;
  /**
   * Points webhooks at the daemon after Meta's handshake (GET with the verify token); rejects when it fails. What
   * waits is delivered at once. Without `verify` only the address changes.
   */
  connect(webhookUrl: string, how?: { readonly verify?: boolean }): Promise<void>;
  /** A guest by phone (any spelling, with country code) or business-scoped user id; the same one for the same id. */
  guest(id: string, profileName?: string): Guest;
  /** Delivers any body, wire-escaped and signed; bytes go as they are, with another signature if given. */
  deliver(body: unknown, how?: { readonly signature?: string }): Promise<void>;
  /** Resolves when every webhook was answered 200 and no status is still to come. Rejects after `timeoutMs` (30 s). */
  settled(timeoutMs?: number): Promise<void>;
  /** Calls back after anything changed in `record`; the returned function ends it. */
  subscribe(listener: () => void): () => void;
  readonly faults: Faults;
  readonly record: SandboxRecord;
}

/**
 * A WhatsApp without Meta: takes the hotel's messages as Graph does, plays the guests, delivers signed webhooks and
 * repeats them until they are answered 200, so that it outlives the daemon it serves. Nothing leaves the machine.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const clock = options.clock ?? systemClock();
  const ids = options.ids ?? randomIds();
  const settings = {
    phoneNumberId: options.phoneNumberId ?? "106540352242922",
    wabaId: options.wabaId ?? "102290129340398",
    displayPhone: options.displayPhone ?? "34971000000",
    appSecret: options.appSecret ?? ids.secret(16),
    verifyToken: options.verifyToken ?? ids.secret(16),
  };
  let token: string | undefined = options.token ?? `EAA${ids.secret(24)}`;
  let lastToken = token;
  let origin: string | undefined;
  let webhookUrl = options.webhookUrl;
  const guests = new Map<string, GuestState>();
  const knownMessages = new Set<string>();
  const newWamid = (): string => {
    const wamid = `wamid.${Buffer.from(ids.secret(21), "hex").toString("base64")}`;
    knownMessages.add(wamid);
    return wamid;
  };

  const recorder = createRecorder(clock);
  const media = createMediaStore(clock, ids);
  const bodies = createWebhookBodies(settings, clock);
  const sendFaults = createSendFaults();
  const mediaFaults: MediaFault[] = [];
  const delivery = createDelivery({
    clock,
    recorder,
    wabaId: settings.wabaId,
    appSecret: settings.appSecret,
    retryMs: options.retryMs ?? [1000, 2000, 5000, 15_000, 60_000],
    timeoutMs: options.webhookTimeoutMs ?? 10_000,
  });
  if (webhookUrl !== undefined) delivery.connect(webhookUrl);
  const outbound = createOutbound({
    clock,
    recorder,
    delivery,
    bodies,
    media,
    limits: createLimits(clock),
    faults: sendFaults,
    guests,
    knownMessages,
    countryCode: options.countryCode ?? "34",
    statusMs: options.statusMs ?? { sent: 0, delivered: 40, read: 150 },
    newWamid,
  });
  const started = (): string => {
    if (origin === undefined) throw new Error("the sandbox is not started");
    return origin;
  };
  const current = (): SandboxSettings => ({ ...settings, baseUrl: started(), token: lastToken });
  const server = createGraphServer({
    settings: current,
    token: () => token,
    media,
    outbound,
    recorder,
    webhookUrl: () => webhookUrl,
    mediaFault: () => mediaFaults.shift(),
  });

  return {
    start: () =>
      new Promise((resolve, reject) => {
        const host = options.host ?? "127.0.0.1";
        server.once("error", reject);
        server.listen(options.port ?? 0, host, () => {
          const address = server.address();
          const port = typeof address === "object" && address ? address.port : options.port;
          origin = `http://${host}:${port}`;
          resolve(current());
        });
      }),
    async stop() {
      outbound.close();
      await delivery.close();
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
    settings: current,
    async connect(url, { verify = true } = {}) {
      if (verify) await verifyWebhook(url, settings.verifyToken, ids.secret(8));
      webhookUrl = url;
      delivery.connect(url);
    },
    guest(id, profileName = "Guest") {
      const identity = identityOf(id, profileName);
      const known = guests.get(identity.phone ?? identity.userId);
      if (known) return known.guest;
      const state = createGuest(identity, {
        clock,
        delivery,
        media,
        recorder,
        bodies,
        displayPhone: settings.displayPhone,
        origin: started,
        newWamid,
      });
      guests.set(identity.userId, state);
      if (identity.phone !== undefined) guests.set(identity.phone, state);
      return state.guest;
    },
    deliver: (body, { signature } = {}) =>
      delivery.post(body instanceof Uint8Array ? Buffer.from(body) : wireJson(body), [], signature),
    settled: (timeoutMs = 30_000) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (delivery.outstanding() + outbound.outstanding() > 0) return;
          stop();
          resolve();
        };
        const giveUp = clock.after(timeoutMs, () => {
          stop();
          const open = recorder.webhooks.filter(({ acknowledgedAt }) => acknowledgedAt === undefined);
          reject(
            new Error(`${open.length} webhooks unanswered after ${timeoutMs} ms: ${open[0]?.lastAnswer}`),
          );
        });
        const unsubscribe = recorder.subscribe(check);
        const stop = (): void => {
          giveUp();
          unsubscribe();
        };
        check();
      }),
    subscribe: (listener) => recorder.subscribe(listener),
    faults: {
      next: (fault, { times = 1, to } = {}) => sendFaults.add(fault, times, to?.replace(/^\+/, "")),
      nextMedia: (fault, times = 1) => mediaFaults.push(...Array<MediaFault>(times).fill(fault)),
      expireToken: () => {
        token = undefined;
      },
      renewToken: (next) => {
        lastToken = next ?? lastToken;
        token = lastToken;
      },
      duplicate: (copies) => delivery.duplicate(copies),
      hold: () => delivery.hold(),
      release: ({ batch = 1, order = "kept" } = {}) => delivery.release(batch, order),
      disorder: (how) => delivery.disorder(how),
      clear: () => {
        sendFaults.clear();
        mediaFaults.length = 0;
        delivery.duplicate(1);
        delivery.disorder(undefined);
        delivery.release(1, "kept");
      },
    },
    record: recorder,
  };
}
