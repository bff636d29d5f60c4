import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { normalizeWebhook, verifySignature } from "@kapso/whatsapp-cloud-api/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { SandboxSettings } from "../../../../src/channels/whatsapp/sandbox/types.ts";
import { fakeClock, opusFile } from "../support.ts";

/** A client that other people wrote for the real Graph, pointed at ours. */
let sandbox: Sandbox;
let settings: SandboxSettings;
let client: WhatsAppClient;
let clock: ReturnType<typeof fakeClock>;
const to = "+34600111222";

beforeEach(async () => {
  clock = fakeClock();
  sandbox = createSandbox({ statusMs: false, clock, appSecret: "a secret" });
  settings = await sandbox.start();
  client = new WhatsAppClient({
    baseUrl: settings.baseUrl,
    accessToken: settings.token,
    graphVersion: "v25.0",
  });
  sandbox.guest(to, "Inés").say("hola");
});
afterEach(() => sandbox.stop());

describe("a foreign client", () => {
  it("sends every kind of message the hotel has a use for", async () => {
    const { phoneNumberId } = settings;
    const guest = sandbox.guest(to);
    const sent = await client.messages.sendText({
      phoneNumberId,
      to,
      body: "Hola",
      bizOpaqueCallbackData: "out-1",
    });
    expect(sent.messages[0]?.id).toMatch(/^wamid\./);
    expect(sent.contacts[0]).toMatchObject({ input: to, waId: "34600111222" });
    await client.messages.sendInteractiveButtons({
      phoneNumberId,
      to,
      bodyText: "¿Reservo?",
      buttons: [
        { id: "yes", title: "Sí" },
        { id: "no", title: "No" },
      ],
    });
    await client.messages.sendInteractiveList({
      phoneNumberId,
      to,
      bodyText: "Habitaciones",
      buttonText: "Ver",
      sections: [{ title: "Tipos", rows: [{ id: "dbl", title: "Doble" }] }],
    });
    await client.messages.sendLocation({
      phoneNumberId,
      to,
      location: { latitude: 39.5, longitude: 2.6, name: "Hotel" },
    });
    await client.messages.sendReaction({
      phoneNumberId,
      to,
      reaction: { messageId: sent.messages[0]?.id ?? "", emoji: "👍" },
    });
    await client.messages.sendTemplate({
      phoneNumberId,
      to,
      template: {
        name: "checkin_reminder",
        language: { code: "es" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", text: "a" },
              { type: "text", text: "b" },
            ],
          },
        ],
      },
    });
    expect(guest.received().map(({ type, text }) => [type, text])).toEqual([
      ["text", "Hola"],
      ["interactive", "¿Reservo?"],
      ["interactive", "Habitaciones"],
      ["location", ""],
      ["reaction", ""],
      ["template", ""],
    ]);
    expect(guest.received()[0]?.callbackId).toBe("out-1");
    expect(guest.received()[1]?.buttons.map(({ title }) => title)).toEqual(["Sí", "No"]);
  });

  it("uploads, sends, looks up, fetches and deletes a file", async () => {
    const { phoneNumberId } = settings;
    const file = new Blob([opusFile(1)], { type: "audio/ogg" });
    const { id } = await client.media.upload({ phoneNumberId, type: "audio", file, fileName: "note.ogg" });
    await client.messages.sendAudio({ phoneNumberId, to, audio: { id, voice: true } });
    expect(sandbox.guest(to).received()[0]).toMatchObject({ type: "audio", mediaId: id });
    expect(await client.media.get({ mediaId: id })).toMatchObject({ id, fileSize: 64 });
    const bytes = await client.media.download({ mediaId: id, auth: "always" });
    expect(Buffer.from(bytes as ArrayBuffer)).toEqual(Buffer.from(opusFile(1)));
    await client.media.delete({ mediaId: id });
    await expect(client.media.get({ mediaId: id })).rejects.toMatchObject({ code: 100, errorSubcode: 33 });
  });

  it("addresses a guest without a phone", async () => {
    const guest = sandbox.guest("ES.AbC123", "Ana");
    guest.say("hola");
    const sent = await client.messages.sendText({
      phoneNumberId: settings.phoneNumberId,
      recipient: "ES.AbC123",
      body: "Hola",
    });
    expect(sent.contacts[0]).toMatchObject({ userId: "ES.AbC123" });
    expect(guest.received()).toHaveLength(1);
  });

  it("reads our refusals as Graph's", async () => {
    const { phoneNumberId } = settings;
    const refused = async (code: number): Promise<unknown> => {
      sandbox.faults.next({ kind: "error", code, details: "because" });
      return client.messages.sendText({ phoneNumberId, to, body: "x" }).catch((error: unknown) => error);
    };
    expect(await refused(131056)).toMatchObject({ code: 131056, details: "because", type: "OAuthException" });
    expect(await refused(131047)).toMatchObject({ httpStatus: 400, code: 131047 });
    const rate = (await refused(130429)) as { isRateLimit(): boolean };
    expect(rate.isRateLimit()).toBe(true);
    sandbox.faults.expireToken();
    const auth = (await client.messages
      .sendText({ phoneNumberId, to, body: "x" })
      .catch((error: unknown) => error)) as {
      isAuthError(): boolean;
    };
    expect(auth.isAuthError()).toBe(true);
  });

  it("reads our webhooks as Meta's, and finds them signed", async () => {
    sandbox.guest(to).act("location", { latitude: 39.5, longitude: 2.6 });
    sandbox.guest("ES.AbC123", "Ana").say("¿Año 2027? 🏨");
    const signed = sandbox.record.webhooks.map(({ bytes }) => normalizeWebhook(JSON.parse(bytes.toString())));
    expect(signed.map(({ messages }) => messages[0]?.type)).toEqual(["text", "location", "text"]);
    expect(signed[2]?.messages[0]).toMatchObject({ text: { body: "¿Año 2027? 🏨" } });
    expect(signed[2]?.contacts[0]).toMatchObject({ userId: "ES.AbC123", profile: { name: "Ana" } });
    expect(signed[2]?.contacts[0]).not.toHaveProperty("waId");
    expect(signed[0]?.phoneNumberId).toBe(settings.phoneNumberId);
  });
});

describe("webhooks on the wire", () => {
  it("carry a signature that a foreign verifier finds over the escaped bytes", async () => {
    const { createServer } = await import("node:http");
    const got: { raw: Buffer; header: string }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        got.push({ raw: Buffer.concat(chunks), header: String(request.headers["x-hub-signature-256"]) });
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    await sandbox.connect(`http://127.0.0.1:${port}/hook`, { verify: false });
    await sandbox.guest(to).say("mañana / 20 €").acknowledged;
    const last = got.at(-1);
    expect(last?.raw.toString()).toContain("ma\\u00f1ana \\/ 20 \\u20ac");
    for (const { raw, header } of got) {
      expect(verifySignature({ appSecret: "a secret", rawBody: raw, signatureHeader: header })).toBe(true);
    }
    server.closeAllConnections();
    server.close();
  });
});
