import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGraph, type Graph, type GraphOptions } from "../../../src/channels/whatsapp/graph.ts";
import { CODE_RULES, ruleFor, waitMs } from "../../../src/channels/whatsapp/graph-errors.ts";
import { createSandbox, type Sandbox } from "../../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { OutboundContent } from "../../../src/domain/message.ts";
import { opusFile } from "./support.ts";

const TO = { phone: "34600111222" };
const TEXT: OutboundContent = { kind: "text", text: "Hola" };
const folder = mkdtempSync(join(tmpdir(), "hotelbot-graph-"));
const stops: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

function graphTo(baseUrl: string, change: Partial<GraphOptions> = {}): Graph {
  const graph = createGraph({
    baseUrl,
    version: "v25.0",
    phoneNumberId: "106540352242922",
    token: () => "token",
    timeoutMs: 300,
    random: () => 0.5,
    ...change,
  });
  stops.push(() => graph.close());
  return graph;
}

/** A server that answers what it is told. */
async function stub(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (status: number, body: string): Promise<string> =>
  stub((request, response) => {
    request.resume().on("end", () => response.writeHead(status).end(body));
  });

describe("against the sandbox", () => {
  let sandbox: Sandbox;
  let graph: Graph;

  beforeEach(async () => {
    sandbox = createSandbox({ statusMs: false });
    stops.push(() => sandbox.stop());
    const { baseUrl } = await sandbox.start();
    graph = graphTo(baseUrl, { token: () => sandbox.settings().token });
    sandbox.guest(TO.phone, "Eva").say("hola");
  });

  it("sends text to a phone with +, with our id as callback data", async () => {
    const outcome = await graph.send(TO, TEXT, { callbackId: "out-1" });
    const [sent] = sandbox.record.sends;
    expect(outcome).toEqual({ kind: "accepted", externalId: sent?.wamid, waId: TO.phone });
    expect(sent?.body).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+34600111222",
      type: "text",
      text: { body: "Hola", preview_url: false },
      biz_opaque_callback_data: "out-1",
    });
  });

  it("sends to a guest without a phone by user id", async () => {
    const guest = sandbox.guest("ES.abc123", "Ana");
    guest.say("hola");
    const outcome = await graph.send({ userId: "ES.abc123" }, TEXT, { callbackId: "out-1" });
    expect(outcome).toMatchObject({ kind: "accepted" });
    expect(outcome).not.toHaveProperty("waId");
    expect(guest.received()).toHaveLength(1);
    expect(sandbox.record.sends[0]?.body).toMatchObject({ recipient: "ES.abc123" });
    expect(sandbox.record.sends[0]?.body).not.toHaveProperty("to");
  });

  it("sends buttons, and quotes", async () => {
    const guest = sandbox.guest(TO.phone);
    const { wamid } = guest.say("¿doble?");
    const buttons = [
      { id: "yes", title: "Sí" },
      { id: "no", title: "No" },
    ];
    await graph.send(TO, { kind: "text", text: "¿Reservo?", buttons }, { callbackId: "o", replyTo: wamid });
    expect(guest.received()[0]).toMatchObject({ text: "¿Reservo?", buttons, replyTo: wamid });
  });

  it("uploads a voice note and sends it as one", async () => {
    const bytes = opusFile(1);
    const path = join(folder, "spoken.bin");
    writeFileSync(path, bytes);
    const content: OutboundContent = { kind: "voice", text: "Hola", language: "es", path };
    expect(await graph.send(TO, content, { callbackId: "o" })).toMatchObject({ kind: "accepted" });
    const [note] = sandbox.guest(TO.phone).received();
    expect(note).toMatchObject({ type: "audio", mimeType: "audio/ogg; codecs=opus" });
    expect(Buffer.from(note?.bytes ?? [])).toEqual(Buffer.from(bytes));
    expect(note?.body).toMatchObject({ audio: { voice: true } });
  });

  it("uploads a picture with its caption", async () => {
    const path = join(folder, "room.png");
    writeFileSync(path, "png");
    await graph.send(TO, { kind: "image", path, caption: "La doble" }, { callbackId: "o" });
    expect(sandbox.guest(TO.phone).received()[0]).toMatchObject({ text: "La doble", mimeType: "image/png" });
  });

  it.each<[string, OutboundContent]>([
    ["an empty text", { kind: "text", text: "  " }],
    ["4,097 characters", { kind: "text", text: "x".repeat(4097) }],
    ["1,025 with buttons", { kind: "text", text: "x".repeat(1025), buttons: [{ id: "a", title: "A" }] }],
    [
      "4 buttons",
      { kind: "text", text: "x", buttons: ["A", "B", "C", "D"].map((id) => ({ id, title: id })) },
    ],
    ["a title of 21", { kind: "text", text: "x", buttons: [{ id: "a", title: "x".repeat(21) }] }],
    ["two of one title", { kind: "text", text: "x", buttons: ["a", "b"].map((id) => ({ id, title: "A" })) }],
    ["two of one id", { kind: "text", text: "x", buttons: ["A", "B"].map((title) => ({ id: "a", title })) }],
    ["a voice note never spoken", { kind: "voice", text: "x", language: "es" }],
    ["a file that is not there", { kind: "image", path: join(folder, "none.jpg") }],
  ])("refuses %s itself", async (_, content) => {
    const outcome = await graph.send(TO, content, { callbackId: "o" });
    expect(outcome).toMatchObject({ kind: "rejected", code: 100, title: expect.stringMatching(/^not sent/) });
    expect([...sandbox.record.sends, ...sandbox.record.refused, ...sandbox.record.uploads]).toEqual([]);
  });

  it("refuses to send to nobody", async () => {
    expect(await graph.send({ session: "s" }, TEXT, { callbackId: "o" })).toMatchObject({ kind: "rejected" });
  });

  it("takes at the limit what it must", async () => {
    const text = "x".repeat(4096);
    expect(await graph.send(TO, { kind: "text", text }, { callbackId: "o".repeat(512) })).toMatchObject({
      kind: "accepted",
    });
  });

  const EVERY = CODE_RULES.flatMap((rule) => rule.codes.map((code) => [code, rule.does] as const));
  it.each(EVERY)("code %i: %s", async (code, does) => {
    sandbox.faults.next({ kind: "error", code, details: "because" });
    const outcome = await graph.send(TO, TEXT, { callbackId: "o" });
    const kinds = { reject: "rejected", stop: "stopped", retry: "retry" };
    expect(outcome.kind).toBe(kinds[does]);
    const said =
      outcome.kind === "rejected" ? `${outcome.code}: ${outcome.details}` : "why" in outcome && outcome.why;
    expect(said).toBe(`${code}: because`);
    if (outcome.kind === "retry") {
      expect(outcome.scope).toBe(code === 131056 ? "guest" : "channel");
      expect(outcome.afterMs).toBe(ruleFor(code)?.wait?.firstMs);
    }
    expect(sandbox.record.sends).toEqual([]);
  });

  it("waits 4, 16, 64, 256 s when it writes one guest too much", async () => {
    const waits: number[] = [];
    for (const attempts of [0, 1, 2, 3]) {
      sandbox.faults.next({ kind: "error", code: 131056 });
      const outcome = await graph.send(TO, TEXT, { callbackId: "o", attempts });
      if (outcome.kind === "retry") waits.push(outcome.afterMs);
    }
    expect(waits).toEqual([4000, 16_000, 64_000, 256_000]);
  });

  it("does not know what became of a message whose answer never came", async () => {
    sandbox.faults.next({ kind: "hang", taken: true });
    expect(await graph.send(TO, TEXT, { callbackId: "o" })).toMatchObject({ kind: "unknown" });
    expect(sandbox.guest(TO.phone).received()).toHaveLength(1);
  });

  it.each([true, false])("does not know what became of it after a reset (taken: %s)", async (taken) => {
    sandbox.faults.next({ kind: "reset", taken });
    expect(await graph.send(TO, TEXT, { callbackId: "o" })).toMatchObject({ kind: "unknown" });
    expect(sandbox.guest(TO.phone).received()).toHaveLength(taken ? 1 : 0);
  });

  it("goes on by itself once the token is renewed", async () => {
    sandbox.faults.expireToken();
    expect(await graph.send(TO, TEXT, { callbackId: "o" })).toMatchObject({ kind: "stopped" });
    sandbox.faults.renewToken("EAAnew");
    expect(await graph.send(TO, TEXT, { callbackId: "o" })).toMatchObject({ kind: "accepted" });
  });

  it("stops while its token cannot be read", async () => {
    const none = graphTo(sandbox.settings().baseUrl, {
      token: () => {
        throw new Error("the secret is gone");
      },
    });
    expect(await none.send(TO, TEXT, { callbackId: "o" })).toEqual({
      kind: "stopped",
      why: "no access token: the secret is gone",
    });
    expect(await none.markRead("wamid.x", false)).toBe(false);
  });

  it("stops when the phone number id is wrong: the message is not to blame", async () => {
    const { baseUrl, token } = sandbox.settings();
    const wrong = graphTo(baseUrl, { phoneNumberId: "34600111222", token: () => token });
    expect(await wrong.send(TO, TEXT, { callbackId: "o" })).toMatchObject({
      kind: "stopped",
      why: expect.stringMatching(/^33: /),
    });
  });

  it("tries an upload again that was not answered: it harms nobody", async () => {
    const silent = graphTo(await stub(() => undefined));
    const outcome = await silent.uploadMedia({
      bytes: opusFile(1),
      mimeType: "audio/ogg",
      filename: "a.ogg",
    });
    expect(outcome).toMatchObject({ kind: "retry", scope: "guest" });
  });

  it("marks read and shows that it types", async () => {
    const { wamid } = sandbox.guest(TO.phone).say("hola");
    expect(await graph.markRead(wamid, true)).toBe(true);
    expect(await graph.markRead("wamid.unknown", false)).toBe(false);
    expect(sandbox.record.reads).toMatchObject([{ wamid, typing: true }]);
  });
});

describe("against anything else", () => {
  it("knows that nothing left when nobody listens", async () => {
    const server = createTcp();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const outcome = await graphTo(`http://127.0.0.1:${port}`).send(TO, TEXT, { callbackId: "o" });
    expect(outcome).toMatchObject({ kind: "retry", scope: "channel", afterMs: 2000 });
    expect(outcome).toMatchObject({ why: expect.stringContaining("ECONNREFUSED") });
  });

  it("knows that nothing left when the name is not known", async () => {
    const outcome = await graphTo("http://graph.hotelbot.invalid").send(TO, TEXT, { callbackId: "o" });
    expect(outcome).toMatchObject({ kind: "retry", scope: "channel" });
  });

  it("never rejects, not even for a token no header can carry, or when closed", async () => {
    const graph = graphTo(await answering(200, "{}"), { token: () => "line\nbreak" });
    expect(await graph.send(TO, TEXT, { callbackId: "o" })).toMatchObject({ kind: "retry" });
    await graph.close();
    expect(await graph.send(TO, TEXT, { callbackId: "o" })).toMatchObject({ kind: "retry" });
  });

  it("knows that nothing left when TLS fails", async () => {
    const port = new URL(await answering(200, "{}")).port;
    const outcome = await graphTo(`https://127.0.0.1:${port}`).send(TO, TEXT, { callbackId: "o" });
    expect(outcome).toMatchObject({ kind: "retry", scope: "channel" });
  });

  it.each([
    [200, "{}", "unknown"],
    [200, "not json", "unknown"],
    [200, '{"messages":[{}]}', "unknown"],
    [500, "", "unknown"],
    [502, "<html>bad gateway</html>", "unknown"],
    [503, "{}", "unknown"],
    [500, '{"error":{"code":424242,"message":"new"}}', "unknown"],
    [400, '{"error":{"code":424242,"message":"new"}}', "rejected"],
    [400, '{"error":{"message":"no code"}}', "rejected"],
    [429, "", "retry"],
    [302, "", "stopped"],
    [403, "<html>captive portal</html>", "stopped"],
    [404, "", "stopped"],
  ])("%i %s is %s", async (status, body, kind) => {
    const outcome = await graphTo(await answering(status, body)).send(TO, TEXT, { callbackId: "o" });
    expect(outcome.kind).toBe(kind);
  });

  it("does not read an endless answer", async () => {
    const url = await stub((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    });
    expect(await graphTo(url).send(TO, TEXT, { callbackId: "o" })).toMatchObject({ kind: "unknown" });
  });
});

describe("waits", () => {
  it("grow to their limit and spread by a quarter", () => {
    const wait = { scope: "channel", firstMs: 1000, factor: 2, mostMs: 60_000 } as const;
    expect([1, 2, 3, 7, 5000].map((attempt) => waitMs(wait, attempt, 0.5))).toEqual([
      1000, 2000, 4000, 60_000, 60_000,
    ]);
    expect([waitMs(wait, 1, 0), waitMs(wait, 1, 1)]).toEqual([750, 1250]);
  });

  it("has one row a code", () => {
    const codes = CODE_RULES.flatMap(({ codes }) => codes);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
