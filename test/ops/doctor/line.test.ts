import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type IncomingHttpHeaders, createServer as plainServer, request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createReceiver } from "../../../src/channels/whatsapp/receiver.ts";
import { createSandbox } from "../../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { WhatsAppConfig } from "../../../src/config/hotel-config.ts";
import type { Secrets } from "../../../src/config/secrets.ts";
import { lineChecks } from "../../../src/ops/doctor/line.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const PATH = "/webhooks/whatsapp/0123456789abcdef";

async function meta() {
  const sandbox = createSandbox({ clock: systemClock() });
  const settings = await sandbox.start();
  onTestFinished(() => sandbox.stop());
  const { baseUrl, phoneNumberId, wabaId } = settings;
  const whatsapp: WhatsAppConfig = {
    phoneNumberId,
    wabaId,
    host: "127.0.0.1",
    port: 0,
    path: PATH,
    graphUrl: baseUrl,
    graphVersion: "v25.0",
  };
  return { settings, whatsapp };
}

function secrets(token: string, appSecret = "the-app-secret-0123"): Secrets {
  const known: Record<string, string> = { "whatsapp-token": token, "whatsapp-app-secret": appSecret };
  const get = (name: string): string => known[name] ?? "the-verify-token-0123";
  return { get, all: (name) => [get(name)], has: () => true };
}

const state = (checks: readonly { name: string; state: string }[]) =>
  Object.fromEntries(checks.map(({ name, state }) => [name, state]));

/** A web server with a certificate nobody trusts, answering as `handle` says. */
async function server(handle: (query: URLSearchParams) => string): Promise<string> {
  const folder = await temporaryFolder();
  const files = ["-keyout", join(folder, "key"), "-out", join(folder, "cert")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const subject = ["-subj", "/CN=localhost", "-days", "60"];
  execFileSync("openssl", ["req", "-x509", "-nodes", ...curve, ...files, ...subject], { stdio: "ignore" });
  const read = (name: string) => readFileSync(join(folder, name));
  const https = createServer({ key: read("key"), cert: read("cert") }, (request, response) => {
    const url = new URL(request.url ?? "", "https://localhost");
    response.end(url.pathname === PATH ? handle(url.searchParams) : "");
  });
  await new Promise<void>((resolve) => https.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    https.closeAllConnections();
    https.close();
  });
  return `https://localhost:${(https.address() as AddressInfo).port}`;
}

it("asks Meta about token, number, subscription and address; the sandbox answers as Meta does", async () => {
  const { settings, whatsapp } = await meta();
  const ours = secrets(settings.token, settings.appSecret);
  const parts = { whatsapp, secrets: ours, now: Date.now, heard: false };
  const before = await lineChecks(parts);
  expect(state(before.checks)).toEqual({
    "whatsapp-token": "ok",
    "whatsapp-number": "ok",
    "whatsapp-app": "ok",
    "whatsapp-subscription": "critical",
    "whatsapp-webhook": "critical",
  });
  expect(Math.abs(before.aheadMs ?? Number.NaN)).toBeLessThan(5_000);
  await fetch(`${settings.baseUrl}/v25.0/${settings.wabaId}/subscribed_apps`, {
    method: "POST",
    headers: { authorization: `Bearer ${settings.token}` },
  });
  const after = await lineChecks(parts);
  expect(state(after.checks)["whatsapp-subscription"]).toBe("ok");
});

it("tells an app secret that is another app's, which no signature would fit", async () => {
  const { settings, whatsapp } = await meta();
  const other = secrets(settings.token, "the secret of another app");
  const { checks } = await lineChecks({ whatsapp, secrets: other, now: Date.now, heard: true });
  expect(state(checks)["whatsapp-app"]).toBe("critical");
});

/** hotelbot's own way in, behind a proxy that does to a request's headers what `pass` says. */
async function wayIn(pass: (headers: IncomingHttpHeaders) => IncomingHttpHeaders) {
  const stored: unknown[] = [];
  const receiver = createReceiver({
    host: "127.0.0.1",
    port: 0,
    path: PATH,
    appSecrets: ["the-app-secret-0123"],
    verifyTokens: ["the-verify-token-0123"],
    accept: (batch) => void stored.push(...batch),
    clock: systemClock(),
    log: silentLogger(),
  });
  const { port } = await receiver.start();
  onTestFinished(() => receiver.stop());
  const proxy = plainServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const asked = request(
      { host: "127.0.0.1", port, path: url, method, headers: pass(headers) },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502);
        answer.pipe(outgoing);
      },
    );
    asked.on("error", () => outgoing.destroy());
    incoming.pipe(asked);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { stored, publicUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
}

it("posts to its own address as Meta does, signed, and nothing of it is stored", async () => {
  const { settings, whatsapp } = await meta();
  const { stored, publicUrl } = await wayIn((headers) => headers);
  const parts = { secrets: secrets(settings.token), now: Date.now, heard: true };
  const { checks } = await lineChecks({ ...parts, whatsapp: { ...whatsapp, publicUrl } });
  expect(state(checks)).toMatchObject({ tunnel: "ok", "tunnel-post": "ok" });
  expect(stored).toEqual([]);
});

it("tells a way in that loses the signature though the verification passes", async () => {
  const { settings, whatsapp } = await meta();
  const { publicUrl } = await wayIn(({ "x-hub-signature-256": _lost, ...headers }) => headers);
  const parts = { secrets: secrets(settings.token), now: Date.now, heard: true };
  const { checks } = await lineChecks({ ...parts, whatsapp: { ...whatsapp, publicUrl } });
  expect(state(checks)).toMatchObject({ tunnel: "ok", "tunnel-post": "critical" });
  expect(checks.find(({ name }) => name === "tunnel-post")?.text).toContain("refused (HTTP 401)");
});

it("an expired token is the only finding: the rest cannot be asked", async () => {
  const { whatsapp } = await meta();
  const { checks } = await lineChecks({
    whatsapp,
    secrets: secrets("EAAexpired0123456789"),
    now: Date.now,
    heard: true,
  });
  expect(state(checks)).toEqual({ "whatsapp-token": "critical" });
  expect(JSON.stringify(checks)).not.toContain("EAAexpired");
});

it("a clock that is ten minutes ahead is told from Meta's own", async () => {
  const { settings, whatsapp } = await meta();
  const now = () => Date.now() + 600_000;
  const { aheadMs = 0 } = await lineChecks({ whatsapp, secrets: secrets(settings.token), now, heard: true });
  expect(Math.round(aheadMs / 10_000)).toBe(60);
});

it("calls the hotel's own address as Meta does, and looks at its certificate", async () => {
  const { settings, whatsapp } = await meta();
  const challenge = (query: URLSearchParams): string =>
    query.get("hub.verify_token") === "the-verify-token-0123" ? (query.get("hub.challenge") ?? "") : "";
  const publicUrl = await server(challenge);
  const parts = { secrets: secrets(settings.token), now: Date.now, heard: true };
  const { checks } = await lineChecks({ ...parts, whatsapp: { ...whatsapp, publicUrl } });
  expect(state(checks)).toMatchObject({ tunnel: "ok", certificate: "critical" });
  expect(checks.find(({ name }) => name === "certificate")?.text).toContain("SELF_SIGNED");
});

it("tells a login page from hotelbot, and a name that leads nowhere", async () => {
  const { settings, whatsapp } = await meta();
  const parts = { secrets: secrets(settings.token), now: Date.now, heard: true };
  const publicUrl = await server(() => "<html>Please log in</html>");
  const page = await lineChecks({ ...parts, whatsapp: { ...whatsapp, publicUrl } });
  expect(page.checks.find(({ name }) => name === "tunnel")?.text).toContain("not with hotelbot's own answer");
  const nowhere = await lineChecks({ ...parts, whatsapp: { ...whatsapp, publicUrl: "https://127.0.0.1:1" } });
  expect(state(nowhere.checks)).toMatchObject({ tunnel: "critical", certificate: "unknown" });
});
