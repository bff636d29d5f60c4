import { describe, expect, it } from "vitest";
import { checkNumber, checkToken } from "../../../src/ops/checks/account.ts";
import { checkCertificate } from "../../../src/ops/checks/certificate.ts";
import { type CheckResult, type CheckState, worst } from "../../../src/ops/checks/check.ts";
import { checkClock } from "../../../src/ops/checks/clock.ts";
import { checkEngine } from "../../../src/ops/checks/engine.ts";
import { checkModelFile } from "../../../src/ops/checks/model.ts";
import { checkOwnApp } from "../../../src/ops/checks/own-app.ts";
import { checkPermissions } from "../../../src/ops/checks/permissions.ts";
import { checkProgram } from "../../../src/ops/checks/programs.ts";
import { checkDeadLetters } from "../../../src/ops/checks/queue.ts";
import { checkConfiguration, checkSecrets } from "../../../src/ops/checks/setup.ts";
import { checkSilence } from "../../../src/ops/checks/silence.ts";
import { checkSubscription } from "../../../src/ops/checks/subscription.ts";
import { checkTunnel } from "../../../src/ops/checks/tunnel.ts";
import { checkTunnelPost } from "../../../src/ops/checks/tunnel-post.ts";
import { checkUnread } from "../../../src/ops/checks/unread.ts";
import { checkWebhookAddress } from "../../../src/ops/checks/webhook-address.ts";

const NOW = Date.parse("2027-02-01T09:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PATH = "/webhooks/whatsapp/0123456789abcdef";
const OURS = `https://hotel.example.com${PATH}`;

const clock = { now: NOW, local: "2027-02-01 10:00", timeZone: "Europe/Madrid" };
const folder = { path: "/var/lib/hotelbot", mode: 0o700, uid: 990 };
const secret = { path: "/var/lib/hotelbot/secrets/whatsapp-token", mode: 0o600, uid: 990 };
const number = { kind: "number", status: "CONNECTED", quality: "GREEN", canSend: "AVAILABLE" } as const;
const leads = { kind: "answer", status: 200, challenge: true } as const;

describe.each<[string, CheckState, CheckResult]>([
  ["a clock nobody doubts", "ok", checkClock({ ...clock, synchronised: true, aheadMs: 900 })],
  ["a clock nobody says anything of", "ok", checkClock(clock)],
  ["a clock without a time server", "warning", checkClock({ ...clock, synchronised: false })],
  ["a clock 40 s behind", "warning", checkClock({ ...clock, aheadMs: -40_000 })],
  ["a clock ten minutes ahead", "critical", checkClock({ ...clock, aheadMs: 600_000 })],
  ["a clock put back an hour", "warning", checkClock({ ...clock, newestAt: NOW + HOUR })],
  ["a private state folder", "ok", checkPermissions({ paths: [folder, secret], uid: 990 })],
  ["a private state folder, seen by root", "ok", checkPermissions({ paths: [folder, secret], uid: 0 })],
  ["no state folder", "warning", checkPermissions({ paths: [{ path: "/nowhere" }], uid: 990 })],
  [
    "a secret others may read",
    "critical",
    checkPermissions({ paths: [folder, { ...secret, mode: 0o640 }], uid: 990 }),
  ],
  [
    "a state folder others may look into",
    "warning",
    checkPermissions({ paths: [{ ...folder, mode: 0o755 }], uid: 990 }),
  ],
  [
    "a state folder others may write",
    "critical",
    checkPermissions({ paths: [{ ...folder, mode: 0o775 }], uid: 990 }),
  ],
  ["a secret of root's", "critical", checkPermissions({ paths: [folder, { ...secret, uid: 0 }], uid: 0 })],
  ["somebody else's folder", "critical", checkPermissions({ paths: [folder], uid: 1000 })],
  ["a whole model", "ok", checkModelFile({ path: "/m.bin", sha256: "ab".repeat(32) })],
  ["a damaged model", "warning", checkModelFile({ path: "/m.bin", problem: { text: "no.", cure: "Yes." } })],
  ["espeak-ng there", "ok", checkProgram({ program: "espeak-ng", version: "eSpeak NG 1.51" })],
  ["ffmpeg gone", "warning", checkProgram({ program: "ffmpeg" })],
  ["an engine", "ok", checkEngine({ path: "/whisper-server", runnable: true })],
  ["no engine", "warning", checkEngine({ path: "/whisper-server", runnable: false })],
  ["nothing unread", "ok", checkUnread(0)],
  ["something unread", "warning", checkUnread(2)],
  ["a hotel nobody wrote to", "ok", checkSilence({ now: NOW })],
  ["a reply of a minute ago", "ok", checkSilence({ now: NOW, sentSinceAt: NOW - MINUTE })],
  ["two hours of silence", "warning", checkSilence({ now: NOW, sentSinceAt: NOW - 2 * HOUR })],
  ["a day of silence", "critical", checkSilence({ now: NOW, sentSinceAt: NOW - DAY })],
  ["a token Meta takes", "ok", checkToken(number)],
  ["an expired token", "critical", checkToken({ kind: "refused", why: "190: expired" })],
  ["no line to Meta", "unknown", checkToken({ kind: "unreachable", why: "ENOTFOUND" })],
  ["a number in order", "ok", checkNumber(number)],
  ["a number with red quality", "warning", checkNumber({ ...number, quality: "RED" })],
  ["a number Meta blocks", "critical", checkNumber({ ...number, canSend: "BLOCKED" })],
  ["a number not registered", "critical", checkNumber({ ...number, status: "DISCONNECTED" })],
  [
    "a subscribed app",
    "ok",
    checkSubscription({ apps: [{ id: "1", name: "hotel" }], heard: false, wabaId: "1" }),
  ],
  [
    "the app of somebody else alone",
    "critical",
    checkSubscription({ apps: [{ id: "1", name: "agency" }], own: "2", heard: false, wabaId: "1" }),
  ],
  [
    "another app beside ours",
    "ok",
    checkSubscription({ apps: [{ id: "1" }, { id: "2" }], own: "2", heard: false, wabaId: "1" }),
  ],
  ["a token and a secret of one app", "ok", checkOwnApp({ kind: "app", id: "1" })],
  ["the secret of another app", "critical", checkOwnApp({ kind: "other_secret" })],
  ["a post that arrives", "ok", checkTunnelPost({ host: "h", answer: leads })],
  [
    "a post without its signature",
    "critical",
    checkTunnelPost({ host: "h", answer: { kind: "answer", status: 401, challenge: false } }),
  ],
  [
    "a post that is not let through",
    "critical",
    checkTunnelPost({ host: "h", answer: { kind: "answer", status: 405, challenge: false } }),
  ],
  [
    "a post that is cut off",
    "critical",
    checkTunnelPost({ host: "h", answer: { kind: "failed", why: "reset" } }),
  ],
  ["no app, and nothing ever heard", "critical", checkSubscription({ apps: [], heard: false, wabaId: "1" })],
  ["no app, though webhooks come", "warning", checkSubscription({ apps: [], heard: true, wabaId: "1" })],
  [
    "an account Meta says nothing of",
    "unknown",
    checkSubscription({ apps: { why: "100" }, heard: true, wabaId: "1" }),
  ],
  ["Meta posting here", "ok", checkWebhookAddress({ atMeta: OURS, ours: OURS, path: PATH })],
  ["Meta posting to the path", "ok", checkWebhookAddress({ atMeta: OURS, path: PATH })],
  ["Meta posting to an old path", "critical", checkWebhookAddress({ atMeta: `${OURS}x`, path: PATH })],
  ["Meta posting elsewhere", "critical", checkWebhookAddress({ atMeta: `${OURS}x`, ours: OURS, path: PATH })],
  ["Meta posting nowhere", "critical", checkWebhookAddress({ atMeta: undefined, ours: OURS, path: PATH })],
  ["a tunnel that leads here", "ok", checkTunnel({ host: "h", answer: leads })],
  [
    "a tunnel to a login page",
    "critical",
    checkTunnel({ host: "h", answer: { ...leads, challenge: false } }),
  ],
  [
    "a tunnel to nothing",
    "critical",
    checkTunnel({ host: "h", answer: { ...leads, status: 502, challenge: false } }),
  ],
  ["no tunnel", "critical", checkTunnel({ host: "h", answer: { kind: "failed", why: "ENOTFOUND" } })],
  ["a fresh certificate", "ok", checkCertificate({ now: NOW, host: "h", validTo: NOW + 60 * DAY })],
  [
    "a certificate of ten days",
    "warning",
    checkCertificate({ now: NOW, host: "h", validTo: NOW + 10 * DAY }),
  ],
  ["a certificate of a day", "critical", checkCertificate({ now: NOW, host: "h", validTo: NOW + DAY })],
  [
    "a self-signed certificate",
    "critical",
    checkCertificate({
      now: NOW,
      host: "h",
      validTo: NOW + 60 * DAY,
      problem: "DEPTH_ZERO_SELF_SIGNED_CERT",
    }),
  ],
  ["no certificate seen", "unknown", checkCertificate({ now: NOW, host: "h" })],
  ["a good hotel.yaml", "ok", checkConfiguration("/etc/hotelbot/hotel.yaml", {})],
  [
    "a bad one",
    "critical",
    checkConfiguration("/h.yaml", { problem: { message: "bad.", cure: "Mend it." } }),
  ],
  ["secrets in order", "ok", checkSecrets(["whatsapp-token"], {})],
  ["a weak secret", "critical", checkSecrets([], { problem: { message: "weak.", cure: "Draw one." } })],
])("%s", (_, state, result) => {
  it(`is ${state}, ${state === "ok" ? "with nothing to do" : "with what to do"}`, () => {
    expect(result.state).toBe(state);
    expect(result.cure === undefined).toBe(state === "ok");
    expect(result.text).not.toBe("");
  });
});

it("never tells the webhook's path when the tunnel is at fault: it is half a secret", () => {
  const { text, cure = "" } = checkTunnel({
    host: "hotel.example.com",
    answer: { kind: "failed", why: "no" },
  });
  expect(text + cure).not.toContain("/webhooks/");
});

it("adds up to the worst: critical, warning, unknown, ok", () => {
  expect(worst(["ok", "unknown"])).toBe("unknown");
  expect(worst(["unknown", "warning"])).toBe("warning");
  expect(worst(["warning", "critical", "ok"])).toBe("critical");
});

it("a reply that WhatsApp refused is a dead letter like one that was given up", () => {
  const none = { now: NOW, inboxNew: 0, outboxReady: 0, outboxUnknown: 0, inboxDead: 0, outboxDead: 0 };
  expect(checkDeadLetters({ ...none, outboxRejected: 0 })).toMatchObject({ state: "ok" });
  expect(checkDeadLetters({ ...none, outboxRejected: 2 })).toMatchObject({
    state: "warning",
    text: "0 given up, 0 of unknown fate, 2 refused by WhatsApp",
  });
});
