import { randomBytes } from "node:crypto";
import { connect, type TLSSocket } from "node:tls";
import { Agent, request } from "undici";
import { type Account, createAccount, WRONG_PROOF } from "../../channels/whatsapp/account.ts";
import { selfTest } from "../../channels/whatsapp/self-test.ts";
import type { WhatsAppConfig } from "../../config/hotel-config.ts";
import type { Secrets } from "../../config/secrets.ts";
import { asHotelbotError } from "../../errors.ts";
import { checkNumber, checkToken, type NumberAnswer } from "../checks/account.ts";
import { type CertificateFacts, checkCertificate } from "../checks/certificate.ts";
import type { CheckResult } from "../checks/check.ts";
import { checkOwnApp, type OwnAppAnswer } from "../checks/own-app.ts";
import { checkSubscription } from "../checks/subscription.ts";
import { checkTunnel, type TunnelAnswer } from "../checks/tunnel.ts";
import { checkTunnelPost } from "../checks/tunnel-post.ts";
import { checkWebhookAddress } from "../checks/webhook-address.ts";

export interface LineParts {
  readonly whatsapp: WhatsAppConfig;
  readonly secrets: Secrets;
  readonly now: () => number;
  /** Some webhook has come before. */
  readonly heard: boolean;
  readonly timeoutMs?: number;
}

export interface LineReport {
  readonly checks: readonly CheckResult[];
  /** How far this machine's clock is ahead of Meta's, ms, as far as Meta's answer tells. */
  readonly aheadMs?: number;
}

/** Asks Meta about the number, and calls the hotel's own public address as Meta does. Never rejects. */
export async function lineChecks(parts: LineParts): Promise<LineReport> {
  const { whatsapp, secrets, now, heard, timeoutMs = 10_000 } = parts;
  const { graphUrl, graphVersion, phoneNumberId, wabaId, path, publicUrl } = whatsapp;
  const token = () => secrets.get("whatsapp-token");
  const account = createAccount({
    baseUrl: graphUrl,
    version: graphVersion,
    phoneNumberId,
    wabaId,
    token,
    appSecret: () => (secrets.has("whatsapp-app-secret") ? secrets.get("whatsapp-app-secret") : ""),
    timeoutMs,
  });
  try {
    const asked = await askNumber(account, now);
    const { answer } = asked;
    const checks = [checkToken(answer)];
    if (answer.kind === "number") {
      const ours = publicUrl === undefined ? undefined : publicUrl + path;
      const [apps, app] = await Promise.all([account.subscribedApps(), askOwnApp(account)]);
      const subscribed = apps.kind === "seen" ? apps.value : { why: apps.why };
      const own = app?.kind === "app" ? app.id : undefined;
      checks.push(
        checkNumber(answer),
        ...(app ? [checkOwnApp(app)] : []),
        checkSubscription({ apps: subscribed, own, heard, wabaId }),
        checkWebhookAddress({ atMeta: answer.webhook, ours, path }),
      );
    }
    if (publicUrl !== undefined) checks.push(...(await addressChecks(publicUrl, parts)));
    return { checks, ...(asked.aheadMs === undefined ? {} : { aheadMs: asked.aheadMs }) };
  } finally {
    await account.close();
  }
}

async function askNumber(
  account: Account,
  now: () => number,
): Promise<{ answer: NumberAnswer; aheadMs?: number }> {
  const asked = now();
  const look = await account.number();
  if (look.kind !== "seen") return { answer: look };
  const theirs = look.date === undefined ? Number.NaN : Date.parse(look.date);
  // The date was written between asking and now; half a second more, since it has no fractions.
  const ahead = (asked + now()) / 2 - (theirs + 500);
  return {
    answer: { kind: "number", ...look.value },
    ...(Number.isNaN(ahead) ? {} : { aheadMs: Math.round(ahead) }),
  };
}

/** Undefined where Meta does not say: not every kind of token may ask. */
async function askOwnApp(account: Account): Promise<OwnAppAnswer | undefined> {
  const look = await account.ownApp();
  if (look.kind !== "seen")
    return look.kind === "refused" && look.why.includes(WRONG_PROOF) ? { kind: "other_secret" } : undefined;
  const { id, name } = look.value;
  if (id === undefined) return undefined;
  return { kind: "app", id, ...(name === undefined ? {} : { name }) };
}

async function addressChecks(publicUrl: string, parts: LineParts): Promise<CheckResult[]> {
  const url = new URL(publicUrl + parts.whatsapp.path);
  const { host } = url;
  const timeoutMs = parts.timeoutMs ?? 10_000;
  const verified = await verifyOurselves(url, parts.secrets, timeoutMs);
  const checks = [checkTunnel({ host, answer: verified })];
  // Where not even that gets through, a post tells nothing more.
  if (verified.kind === "answer" && verified.challenge) {
    checks.push(checkTunnelPost({ host, answer: await postOurselves(url, parts.secrets, timeoutMs) }));
  }
  if (url.protocol === "https:") {
    checks.push(checkCertificate({ host, now: parts.now(), ...(await certificateOf(url, timeoutMs)) }));
  }
  return checks;
}

/** The verification Meta asks for; an answer that holds the challenge is ours. */
function verifyOurselves(url: URL, secrets: Secrets, timeoutMs: number): Promise<TunnelAnswer> {
  return callOurselves(timeoutMs, url, (challenge) => ({
    query: {
      "hub.mode": "subscribe",
      "hub.challenge": challenge,
      "hub.verify_token": secrets.get("whatsapp-verify-token"),
    },
  }));
}

/** A signed post as Meta makes them; it is answered with its nonce and stored nowhere. */
function postOurselves(url: URL, secrets: Secrets, timeoutMs: number): Promise<TunnelAnswer> {
  return callOurselves(timeoutMs, url, (nonce) => ({
    method: "POST",
    ...selfTest(secrets.get("whatsapp-app-secret"), nonce),
  }));
}

async function callOurselves(
  timeoutMs: number,
  url: URL,
  call: (challenge: string) => Omit<Parameters<typeof request>[1] & object, "dispatcher" | "signal">,
): Promise<TunnelAnswer> {
  const challenge = randomBytes(8).toString("hex");
  // An untrusted certificate is a check of its own: here only the way is looked at.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false, timeout: timeoutMs } });
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, { ...call(challenge), dispatcher, signal });
    const text = await answer.body.text();
    return { kind: "answer", status: answer.statusCode, challenge: text === challenge };
  } catch (thrown) {
    return { kind: "failed", why: reason(thrown) };
  } finally {
    await dispatcher.destroy();
  }
}

function reason(thrown: unknown): string {
  const { code } = thrown as { code?: unknown };
  const { message } = asHotelbotError(thrown).cause instanceof Error ? (thrown as Error) : { message: "" };
  return message || (typeof code === "string" ? code : String(thrown));
}

function certificateOf(url: URL, timeoutMs: number): Promise<Pick<CertificateFacts, "validTo" | "problem">> {
  return new Promise((resolve) => {
    const host = url.hostname;
    const socket: TLSSocket = connect(
      { host, port: Number(url.port) || 443, servername: host, rejectUnauthorized: false },
      () => {
        const validTo = Date.parse(socket.getPeerCertificate().valid_to);
        const problem = socket.authorized ? undefined : String(socket.authorizationError);
        socket.destroy();
        resolve({
          ...(Number.isNaN(validTo) ? {} : { validTo }),
          ...(problem === undefined ? {} : { problem }),
        });
      },
    );
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error("no answer")));
    socket.on("error", () => resolve({}));
  });
}
