import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { ERRORS, type ErrorCode, HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";
import { createGroupCommit } from "../../platform/group-commit.ts";
import type { Logger } from "../../platform/logger.ts";
import type { RawEvent } from "../../store/contract.ts";
import { parseWebhook } from "./parse.ts";
import { readBody } from "./read-body.ts";
import { selfTestNonce } from "./self-test.ts";
import { isSigned, SIGNATURE_HEADER, sameSecret } from "./signature.ts";

/** Meta sends up to 3 MB (Fastify's default of 1 MiB would lose those). */
const MAX_BODY = 4 * 1024 * 1024;

/** cloudflared keeps idle connections for 90 s: closing them earlier than it does would now and then answer Meta 502. */
const TIMES = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 120_000 };

export interface ReceiverOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** The webhook's path, `/webhooks/whatsapp/<random>`: nothing else is served. */
  readonly path: string;
  /** Valid app secrets; two while one is being rotated. Never empty: start() refuses. */
  readonly appSecrets: readonly string[];
  readonly verifyTokens: readonly string[];
  /** Ours: updates for other numbers of the account are kept and not answered. */
  readonly phoneNumberId?: string;
  /** Stores a batch durably before it returns, or throws and has stored nothing. Meta is answered 200 after it. */
  readonly accept: (batch: RawEvent[]) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Receiver {
  /** Rejects with SECRET_MISSING, PORT_BUSY. */
  start(): Promise<{ readonly port: number }>;
  /** Takes no new requests and finishes those in flight; bodies still arriving after 5 s are cut off unacknowledged. */
  stop(): Promise<void>;
}

/**
 * Meta's way in, on plain node:http: one GET, one POST, raw bytes. Fastify 5 costs the same CPU (55 µs a webhook against
 * 52) and brings routes nobody may reach here.
 * A correctly signed body is always stored, also when it cannot be read: refusing it would bring it back for a week.
 * Only our own self-test is answered and not stored.
 * When the store fails Meta is told 503 and delivers again.
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const commits = createGroupCommit<RawEvent>((batch) => {
    options.accept([...batch]);
    options.log.debug("webhooks stored", { bodies: batch.length });
  });
  let stopping = false;
  const server = createServer(TIMES, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      options.log.error("a webhook request failed", { err: error });
      refuse(response, "INTERNAL");
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = request.url ?? "";
    const path = asked.split("?", 1)[0] ?? "";
    if (path !== options.path) refuse(response, "NOT_FOUND");
    else if (request.method === "GET") verify(new URLSearchParams(asked.slice(path.length)), response);
    else if (request.method === "POST") await receive(request, response);
    else refuse(response, "NOT_FOUND");
  }

  function verify(query: URLSearchParams, response: ServerResponse): void {
    const given = query.get("hub.verify_token") ?? "";
    const known = options.verifyTokens.filter((token) => sameSecret(given, token)).length > 0;
    const challenge = query.get("hub.challenge");
    if (query.get("hub.mode") !== "subscribe" || !known || challenge === null) {
      options.log.warn("a webhook verification was refused", { code: "VERIFY_REFUSED" });
      refuse(response, "VERIFY_REFUSED");
      return;
    }
    options.log.info("the webhook address was verified");
    answer(response, 200, challenge);
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const header = request.headers[SIGNATURE_HEADER];
    const unsigned = typeof header !== "string";
    // Nothing of an unsigned body is kept while it arrives.
    const body = await readBody(request, unsigned ? 0 : MAX_BODY);
    if (body === "aborted") return;
    if (unsigned) return refused(response, "SIGNATURE_MISSING");
    if (body === "too large") return refused(response, "BODY_TOO_LARGE");
    if (!isSigned(body, header, options.appSecrets)) return refused(response, "SIGNATURE_WRONG");
    const nonce = selfTestNonce(body);
    if (nonce !== undefined) return answer(response, 200, nonce);
    const receivedAt = options.clock.now();
    const { phoneNumberId } = options;
    const parsed = parseWebhook(body, {
      receivedAt,
      ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
    });
    if (parsed === undefined) options.log.warn("a signed webhook could not be read", { bytes: body.length });
    const event: RawEvent = { channel: "whatsapp", body, receivedAt, ...(parsed ? { parsed } : {}) };
    try {
      await commits.add(event);
    } catch (error) {
      options.log.error("a webhook could not be stored; Meta will deliver it again", { err: error });
      return refuse(response, "DATABASE_BROKEN");
    }
    answer(response, 200, "");
  }

  function answer(response: ServerResponse, status: number, text: string): void {
    respond(response, status, text, stopping);
  }

  function refuse(response: ServerResponse, code: ErrorCode): void {
    answer(response, ERRORS[code].http, code);
  }

  function refused(response: ServerResponse, code: ErrorCode): void {
    options.log.warn("a webhook was refused", { code });
    refuse(response, code);
  }

  return {
    start: () =>
      new Promise((resolve, reject) => {
        const missing = options.appSecrets.length === 0 || options.appSecrets.includes("");
        if (missing) {
          reject(
            new HotelbotError("SECRET_MISSING", { name: "WHATSAPP_APP_SECRET", path: "the secrets file" }),
          );
          return;
        }
        server.on("error", (error: NodeJS.ErrnoException) => {
          const { host, port } = options;
          reject(error.code === "EADDRINUSE" ? new HotelbotError("PORT_BUSY", { host, port }) : error);
        });
        server.listen(options.port, options.host, () => {
          const address = server.address();
          resolve({ port: typeof address === "object" && address ? address.port : options.port });
        });
      }),
    stop: async () => {
      if (!server.listening) return;
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const giveUp = options.clock.after(5000, () => server.closeAllConnections());
      await closed;
      giveUp();
      await commits.idle();
    },
  };
}

function respond(response: ServerResponse, status: number, text: string, last: boolean): void {
  if (response.headersSent || response.destroyed) return;
  if (last) response.setHeader("Connection", "close");
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
  });
  response.end(text);
}
