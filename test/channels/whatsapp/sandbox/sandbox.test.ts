import { afterEach, describe, expect, it } from "vitest";
import { createGraph, type Graph } from "../../../../src/channels/whatsapp/graph.ts";
import { createReceiver, type Receiver } from "../../../../src/channels/whatsapp/receiver.ts";
import { createSandbox, type Sandbox } from "../../../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { SandboxOptions } from "../../../../src/channels/whatsapp/sandbox/types.ts";
import { systemClock } from "../../../../src/platform/clock.ts";
import { silentLogger } from "../../../../src/platform/logger.ts";
import type { RawEvent } from "../../../../src/store/contract.ts";
import { fakeClock, opusFile } from "../support.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

interface Hotel {
  readonly receiver: Receiver;
  readonly port: number;
  readonly url: string;
  readonly stored: RawEvent[];
}

/** The hotel's end, remembering what it was told. */
async function hotelFor(sandbox: Sandbox, port = 0, fail: () => boolean = () => false): Promise<Hotel> {
  const { appSecret, verifyToken } = sandbox.settings();
  const stored: RawEvent[] = [];
  const receiver = createReceiver({
    host: "127.0.0.1",
    port,
    path: "/hook",
    appSecrets: [appSecret],
    verifyTokens: [verifyToken],
    accept: (batch) => {
      if (fail()) throw new Error("no");
      stored.push(...batch);
    },
    clock: systemClock(),
    log: silentLogger(),
  });
  const started = await receiver.start();
  stops.push(() => receiver.stop());
  return { receiver, port: started.port, url: `http://127.0.0.1:${started.port}/hook`, stored };
}

async function open(options: SandboxOptions = {}): Promise<{ sandbox: Sandbox; graph: Graph }> {
  const sandbox = createSandbox({ retryMs: [5], statusMs: { sent: 0, delivered: 5, read: 10 }, ...options });
  const { baseUrl, phoneNumberId } = await sandbox.start();
  stops.push(() => sandbox.stop());
  const token = (): string => sandbox.settings().token;
  const graph = createGraph({ baseUrl, version: "v25.0", phoneNumberId, token, timeoutMs: 300 });
  stops.push(() => graph.close());
  return { sandbox, graph };
}

const texts = (stored: readonly RawEvent[]): string[] =>
  stored
    .flatMap(({ parsed }) => parsed?.messages ?? [])
    .map(({ content }) => ("text" in content ? content.text : content.kind));
const statuses = (stored: readonly RawEvent[]): string[] =>
  stored
    .flatMap(({ parsed }) => parsed?.statuses ?? [])
    .map(({ status, outboxId }) => `${outboxId} ${status}`);
const say = (graph: Graph, phone: string, id = "o1") =>
  graph.send({ phone }, { kind: "text", text: "Hola" }, { callbackId: id });

describe("connecting", () => {
  it("shakes hands with the webhook before it delivers", async () => {
    const { sandbox } = await open({ retryMs: [3_600_000] });
    const { url, stored } = await hotelFor(sandbox);
    sandbox.guest("+34 600 111 222").say("hola");
    await settledMicrotasks();
    await expect(sandbox.connect(`${url}/other`)).rejects.toThrow("404 NOT_FOUND");
    await sandbox.connect(url);
    await sandbox.settled();
    expect(texts(stored)).toEqual(["hola"]);
  });
});

describe("guests", () => {
  it("write, speak, show and tap as phones do", async () => {
    const { sandbox, graph } = await open();
    const { url, stored } = await hotelFor(sandbox);
    await sandbox.connect(url);
    const guest = sandbox.guest("34600111222", "Inés");
    await guest.say("hola").acknowledged;
    const buttons = [{ id: "yes", title: "Sí" }];
    await graph.send({ phone: "34600111222" }, { kind: "text", text: "¿Sí?", buttons }, { callbackId: "o1" });
    const asked = await guest.waitFor();
    await guest.tap("Sí").acknowledged;
    await guest.voiceNote(opusFile(1)).acknowledged;
    await guest.image(Buffer.from("jpg"), "mi pasaporte").acknowledged;
    await guest.act("reaction", { message_id: asked.wamid, emoji: "👍" }).acknowledged;
    const messages = stored.flatMap(({ parsed }) => parsed?.messages ?? []);
    expect(messages.map(({ content }) => content)).toMatchObject([
      { kind: "text", text: "hola" },
      { kind: "button", id: "yes", title: "Sí", repliesTo: asked.wamid },
      { kind: "voice", mimeType: "audio/ogg; codecs=opus" },
      { kind: "image", caption: "mi pasaporte" },
      { kind: "unsupported", what: "reaction" },
    ]);
    expect(new Set(messages.map(({ from }) => JSON.stringify(from))).size).toBe(1);
    expect(messages[0]).toMatchObject({
      from: { phone: "34600111222", userId: guest.identity.userId },
      profileName: "Inés",
    });
    expect(() => guest.tap("No")).toThrow("«No»");
  });

  it("have no phone when known by user id", async () => {
    const { sandbox } = await open();
    const { url, stored } = await hotelFor(sandbox);
    await sandbox.connect(url);
    await sandbox.guest("ES.AbC", "Ana").say("hola").acknowledged;
    expect(stored[0]?.parsed?.messages[0]?.from).toEqual({ userId: "ES.AbC" });
  });

  it("wait for the next message that fits, each once", async () => {
    const { sandbox, graph } = await open();
    const guest = sandbox.guest("34600111222");
    guest.say("hola");
    const early = guest.waitFor();
    await say(graph, "34600111222", "o1");
    await say(graph, "34600111222", "o2");
    await say(graph, "34600111222", "o3");
    expect((await early).callbackId).toBe("o1");
    await say(graph, "34600111222", "o4");
    expect((await guest.waitFor()).callbackId).toBe("o2");
    expect((await guest.waitFor(({ callbackId }) => callbackId !== "o3")).callbackId).toBe("o4");
    const clock = fakeClock();
    const other = await open({ clock });
    const waiting = other.sandbox.guest("34600111222", "Eva").waitFor();
    clock.advance(15_000);
    await expect(waiting).rejects.toThrow("no such message to Eva within 15000 ms; it got:\nnothing");
  });
});

describe("statuses", () => {
  it("climb from sent to read, with our id and the price", async () => {
    const { sandbox, graph } = await open();
    const { url, stored } = await hotelFor(sandbox);
    await sandbox.connect(url);
    await sandbox.guest("34600111222").say("hola").acknowledged;
    await say(graph, "34600111222");
    await sandbox.settled();
    expect(statuses(stored)).toEqual(["o1 sent", "o1 delivered", "o1 read"]);
    expect(stored.flatMap(({ parsed }) => parsed?.statuses ?? [])[0]).toMatchObject({
      billable: true,
      pricingCategory: "service",
      externalId: sandbox.record.sends[0]?.wamid,
    });
  });

  it.each(["hang", "reset"] as const)(
    "tell what became of a message whose answer never came (%s)",
    async (kind) => {
      const { sandbox, graph } = await open();
      const { url, stored } = await hotelFor(sandbox);
      await sandbox.connect(url);
      await sandbox.guest("34600111222").say("hola").acknowledged;
      sandbox.faults.next({ kind, taken: true });
      sandbox.faults.next({ kind, taken: false });
      expect(await say(graph, "34600111222", "taken")).toMatchObject({ kind: "unknown" });
      expect(await say(graph, "34600111222", "lost")).toMatchObject({ kind: "unknown" });
      await sandbox.settled();
      expect(statuses(stored)).toEqual(["taken sent", "taken delivered", "taken read"]);
    },
  );

  it("tell that a voice note was heard", async () => {
    const { sandbox, graph } = await open();
    const { url, stored } = await hotelFor(sandbox);
    await sandbox.connect(url);
    await sandbox.guest("34600111222").say("hola").acknowledged;
    const uploaded = await graph.uploadMedia({
      bytes: opusFile(1),
      mimeType: "audio/ogg",
      filename: "a.ogg",
    });
    const body = { messaging_product: "whatsapp", to: "+34600111222", type: "audio" };
    const id = uploaded.kind === "uploaded" ? uploaded.mediaId : "";
    expect(await rawSend(sandbox, { ...body, audio: { id, voice: true } })).toBe(200);
    await sandbox.settled();
    expect(statuses(stored).at(-1)).toBe("undefined played");
  });

  it.each([
    ["stereo", opusFile(2)],
    ["not Opus", Buffer.from("ID3 an mp3")],
  ])("fail for a voice note that is %s, after it was accepted", async (_, bytes) => {
    const { sandbox, graph } = await open();
    const { url, stored } = await hotelFor(sandbox);
    await sandbox.connect(url);
    await sandbox.guest("34600111222").say("hola").acknowledged;
    const uploaded = await graph.uploadMedia({ bytes, mimeType: "audio/ogg", filename: "a.ogg" });
    const id = uploaded.kind === "uploaded" ? uploaded.mediaId : "";
    const body = {
      messaging_product: "whatsapp",
      to: "+34600111222",
      type: "audio",
      audio: { id, voice: true },
    };
    expect(await rawSend(sandbox, body)).toBe(200);
    await sandbox.settled();
    expect(stored.flatMap(({ parsed }) => parsed?.statuses ?? [])).toMatchObject([
      { status: "failed", errorCode: 131053 },
    ]);
    expect(sandbox.guest("34600111222").received()).toEqual([]);
  });

  it("fail outside the 24 hours, for strangers, and on demand", async () => {
    const clock = fakeClock();
    const { sandbox, graph } = await open({ clock });
    const guest = sandbox.guest("34600111222");
    guest.say("hola");
    clock.advance(24 * 3_600_000 - 1);
    expect(await say(graph, "34600111222", "inside")).toMatchObject({ kind: "accepted" });
    clock.advance(1);
    expect(await say(graph, "34600111222", "late")).toMatchObject({ kind: "accepted" });
    expect(await say(graph, "34699999999", "stranger")).toMatchObject({ kind: "accepted" });
    guest.say("otra vez");
    sandbox.faults.next({ kind: "late", code: 131049 });
    await say(graph, "34600111222", "held");
    clock.advance(1000);
    const failed = sandbox.record.webhooks
      .map(({ bytes }) => JSON.parse(bytes.toString()).entry[0].changes[0].value.statuses?.[0])
      .filter((status) => status?.status === "failed")
      .map((status) => [status.biz_opaque_callback_data, status.errors[0].code]);
    expect(failed).toEqual([
      ["late", 131047],
      ["stranger", 131026],
      ["held", 131049],
    ]);
    expect(guest.received().map(({ callbackId }) => callbackId)).toEqual(["inside"]);
  });
});

/** A send as Graph gets it, without our client's own checks. */
async function rawSend(sandbox: Sandbox, body: unknown): Promise<number | string> {
  const { baseUrl, phoneNumberId, token } = sandbox.settings();
  const response = await fetch(`${baseUrl}/v25.0/${phoneNumberId}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { error?: { code: number; error_data?: { details: string } } };
  return answer.error ? `${answer.error.code} ${answer.error.error_data?.details ?? ""}` : response.status;
}

describe("refusals", () => {
  const to = "+34600111222";
  const message = (type: string, part: unknown, more: object = {}): object => ({
    messaging_product: "whatsapp",
    to,
    type,
    [type]: part,
    ...more,
  });
  const buttons = (titles: string[], text = "x"): object =>
    message("interactive", {
      type: "button",
      body: { text },
      action: { buttons: titles.map((title, at) => ({ type: "reply", reply: { id: `b${at}`, title } })) },
    });
  const list = (rows: number, more: object = {}): object =>
    message("interactive", {
      type: "list",
      body: { text: "x" },
      action: {
        button: "Ver",
        sections: [{ rows: Array.from({ length: rows }, (_, at) => ({ id: `r${at}`, title: `R${at}` })) }],
      },
      ...more,
    });

  const row = { id: "a", title: "A" };
  const sections = (given: object[], button = "Ver"): object =>
    message("interactive", { type: "list", body: { text: "x" }, action: { button, sections: given } });

  it.each<[string, unknown, string | number]>([
    ["text of 4096", message("text", { body: "x".repeat(4096) }), 200],
    [
      "text of 4097",
      message("text", { body: "x".repeat(4097) }),
      "100 Param text['body'] must be at most 4096",
    ],
    ["no text", message("text", { body: "" }), "100 The parameter text['body'] is required."],
    ["no part", { messaging_product: "whatsapp", to, type: "image" }, "131008 image is required"],
    ["no product", { to, type: "text", text: { body: "x" } }, "100 Param messaging_product"],
    [
      "nobody",
      { messaging_product: "whatsapp", type: "text", text: { body: "x" } },
      "100 The parameter to is required.",
    ],
    ["a bad phone", message("text", { body: "x" }, { to: "hello" }), "131009 to is not a phone number"],
    [
      "a bad user id",
      message("text", { body: "x" }, { to: undefined, recipient: "34600" }),
      "131009 recipient",
    ],
    ["an unknown type", message("hologram", {}), "100 Param type must be one of"],
    ["a group", message("text", { body: "x" }, { recipient_type: "group" }), "100 Param recipient_type"],
    [
      "513 of callback",
      message("text", { body: "x" }, { biz_opaque_callback_data: "x".repeat(513) }),
      "100 Param biz",
    ],
    [
      "a quote of nothing",
      message("text", { body: "x" }, { context: { message_id: "wamid.no" } }),
      "131009 context",
    ],
    [
      "unknown media",
      message("image", { id: "123" }),
      "100 Param image['id'] is not a valid whatsapp business",
    ],
    ["3 buttons", buttons(["A", "B", "C"]), 200],
    ["4 buttons", buttons(["A", "B", "C", "D"]), "131009 Invalid buttons count"],
    ["no buttons", buttons([]), "131009 Invalid buttons count"],
    [
      "a title of 21",
      buttons(["x".repeat(21)]),
      "131009 Button title length invalid. Min length: 1, Max length: 20",
    ],
    ["equal titles", buttons(["A", "A"]), "131009 Duplicated title"],
    ["a body of 1025", buttons(["A"], "x".repeat(1025)), "131009 Body text length invalid"],
    ["10 rows", list(10), 200],
    ["11 rows", list(11), "131009 Total row count exceed max allowed count: 10"],
    ["a row twice", sections([{ rows: [row, row] }]), "131009 Duplicated row id"],
    ["no rows", sections([{ title: "A", rows: [] }]), "131009 Section rows count"],
    [
      "two sections, one unnamed",
      sections([{ title: "A", rows: [row] }, { rows: [row] }]),
      "131009 Section title",
    ],
    ["a section title of 25", sections([{ title: "x".repeat(25), rows: [row] }]), "131009 Section title"],
    ["a row title of 25", sections([{ rows: [{ id: "a", title: "x".repeat(25) }] }]), "131009 Row title"],
    ["a row id of 201", sections([{ rows: [{ id: "x".repeat(201), title: "A" }] }]), "131009 Row id"],
    [
      "a description of 73",
      sections([{ rows: [{ ...row, description: "x".repeat(73) }] }]),
      "131009 Row description length invalid",
    ],
    ["a list button of 21", sections([{ rows: [row] }], "x".repeat(21)), "131009 List button"],
    ["a footer of 61", list(1, { footer: { text: "x".repeat(61) } }), "131009 footer text length invalid"],
    ["an unknown template", message("template", { name: "x", language: { code: "es" } }), "132001 "],
    [
      "a template short of words",
      message("template", { name: "checkin_reminder", language: { code: "es" } }),
      "132000 ",
    ],
    ["a reaction to nothing", message("reaction", { message_id: "wamid.no", emoji: "x" }), "131009 reaction"],
    [
      "asking for a location",
      message("interactive", {
        type: "location_request_message",
        body: { text: "x" },
        action: { name: "send_location" },
      }),
      200,
    ],
    [
      "asking for the number",
      message("interactive", {
        type: "request_contact_info",
        body: { text: "x" },
        action: { name: "request_contact_info" },
      }),
      200,
    ],
  ])("%s", async (_, body, expected) => {
    const { sandbox } = await open();
    sandbox.guest(to).say("hola");
    const answer = await rawSend(sandbox, body);
    if (typeof expected === "number") expect(answer).toBe(expected);
    else expect(answer).toContain(expected);
    expect(sandbox.record.sends).toHaveLength(expected === 200 ? 1 : 0);
    expect(sandbox.record.refused).toHaveLength(expected === 200 ? 0 : 1);
  });

  it("puts the hotel's country code before a number without +, as Meta does", async () => {
    const { sandbox } = await open();
    await rawSend(sandbox, message("text", { body: "x" }, { to: "600111222" }));
    await rawSend(sandbox, message("text", { body: "x" }, { to: "44600111222" }));
    expect(sandbox.record.sends.map(({ to: key }) => key)).toEqual(["34600111222", "3444600111222"]);
  });

  it.each([
    ["audio/opus", "a.ogg", "100"],
    ["audio/ogg", "a.opus", "131053"],
    ["audio/ogg; codecs=opus", "a.ogg", "uploaded"],
    ["application/x-msdownload", "a.exe", "100"],
  ])("takes an upload of %s called %s as %s", async (mimeType, filename, expected) => {
    const { graph } = await open();
    const outcome = await graph.uploadMedia({ bytes: opusFile(1), mimeType, filename });
    expect(outcome.kind === "rejected" ? String(outcome.code) : outcome.kind).toBe(expected);
  });

  it("knows no token but its own, and no id but its own", async () => {
    const { sandbox } = await open();
    const { baseUrl, token, phoneNumberId } = sandbox.settings();
    const get = async (path: string, bearer = token): Promise<unknown> => {
      const response = await fetch(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
      const body = (await response.json()) as { error?: { code: number; error_subcode?: number } };
      return body.error ? [response.status, body.error.code, body.error.error_subcode] : response.status;
    };
    expect(await get(`/v25.0/${phoneNumberId}`)).toBe(200);
    expect(await get(`/v25.0/${phoneNumberId}`, "other")).toEqual([401, 190, undefined]);
    expect(await get("/v25.0/999")).toEqual([400, 100, 33]);
  });
});

describe("limits", () => {
  it("lets 45 messages to one guest through, then one every 6 s", async () => {
    const clock = fakeClock();
    const { sandbox, graph } = await open({ clock, statusMs: false });
    sandbox.guest("34600111222").say("hola");
    sandbox.guest("34600333444").say("hola");
    for (let at = 0; at < 45; at += 1) await say(graph, "34600111222");
    expect(await say(graph, "34600111222")).toMatchObject({ kind: "retry", scope: "guest" });
    expect(await say(graph, "34600333444")).toMatchObject({ kind: "accepted" });
    clock.advance(5999);
    expect(await say(graph, "34600111222")).toMatchObject({ kind: "retry" });
    clock.advance(1);
    expect(await say(graph, "34600111222")).toMatchObject({ kind: "accepted" });
    expect(await say(graph, "34600111222")).toMatchObject({ kind: "retry" });
  });

  it("lets 80 messages a second through", async () => {
    const clock = fakeClock();
    const { graph } = await open({ clock, statusMs: false });
    const outcomes: string[] = [];
    for (let at = 0; at < 81; at += 1) outcomes.push((await say(graph, String(34600000000 + at))).kind);
    expect(outcomes.filter((kind) => kind === "accepted")).toHaveLength(80);
    expect(outcomes.at(-1)).toBe("retry");
    clock.advance(1000);
    expect(await say(graph, "34600000081")).toMatchObject({ kind: "accepted" });
  });
});

describe("deliveries", () => {
  it("are repeated until 200, over a hotel that fails, dies and comes back elsewhere", async () => {
    const { sandbox } = await open();
    let failing = true;
    const first = await hotelFor(sandbox, 0, () => failing);
    await sandbox.connect(first.url);
    const guest = sandbox.guest("34600111222");
    const act = guest.say("hola");
    await tried(sandbox, 3);
    expect(sandbox.record.webhooks[0]?.lastAnswer).toBe("503");
    expect(sandbox.record.acknowledged.has(act.wamid)).toBe(false);
    await first.receiver.stop();
    await tried(sandbox, sandbox.record.webhooks[0]?.attempts ?? 0);
    failing = false;
    const second = await hotelFor(sandbox);
    await sandbox.connect(second.url, { verify: false });
    await act.acknowledged;
    await sandbox.settled();
    expect(texts(second.stored)).toEqual(["hola"]);
    expect(sandbox.record.acknowledged.has(act.wamid)).toBe(true);
  });

  it("keep to their schedule and end after 7 days", async () => {
    const clock = fakeClock();
    const { sandbox } = await open({ clock, retryMs: [1000, 2000] });
    sandbox.guest("34600111222").say("hola");
    const attempts = (): number => sandbox.record.webhooks[0]?.attempts ?? 0;
    await settledMicrotasks();
    expect(attempts()).toBe(1);
    clock.advance(999);
    await settledMicrotasks();
    expect(attempts()).toBe(1);
    clock.advance(1);
    await settledMicrotasks();
    expect(attempts()).toBe(2);
    clock.advance(2000);
    await settledMicrotasks();
    expect(attempts()).toBe(3);
    clock.advance(8 * 24 * 3_600_000);
    await settledMicrotasks();
    clock.advance(8 * 24 * 3_600_000);
    await settledMicrotasks();
    expect(attempts()).toBe(4);
  });

  it("come in batches over several entries, reversed", async () => {
    const { sandbox } = await open();
    const { url, stored } = await hotelFor(sandbox);
    await sandbox.connect(url);
    sandbox.faults.hold();
    const guest = sandbox.guest("34600111222");
    const acts = ["1", "2", "3", "4", "5"].map((text) => guest.say(text));
    expect(stored).toEqual([]);
    sandbox.faults.release({ batch: 5, order: "reversed" });
    await Promise.all(acts.map(({ acknowledged }) => acknowledged));
    expect(stored).toHaveLength(1);
    expect(texts(stored)).toEqual(["5", "4", "3", "2", "1"]);
    expect(JSON.parse(Buffer.from(stored[0]?.body ?? []).toString()).entry).toHaveLength(3);
  });

  it("come several times when asked to", async () => {
    const { sandbox } = await open();
    const { url, stored } = await hotelFor(sandbox);
    await sandbox.connect(url);
    sandbox.faults.duplicate(3);
    sandbox.guest("34600111222").say("hola");
    await sandbox.settled();
    expect(texts(stored)).toEqual(["hola", "hola", "hola"]);
    sandbox.faults.clear();
    await sandbox.guest("34600111222").say("una").acknowledged;
    await sandbox.settled();
    expect(texts(stored)).toHaveLength(4);
  });

  it("come in a disorder that a seed repeats", async () => {
    const orders: string[] = [];
    for (const seed of [7, 7, 8]) {
      const clock = fakeClock();
      const { sandbox } = await open({ clock });
      const delays: number[] = [];
      sandbox.faults.disorder({ seed, copies: 3, withinMs: 1000 });
      const guest = sandbox.guest("34600111222");
      for (let at = 0; at < 20; at += 1) {
        guest.say(String(at));
        delays.push(sandbox.record.webhooks.length);
      }
      orders.push(delays.join());
    }
    expect(orders[0]).toBe(orders[1]);
    expect(orders[0]).not.toBe(orders[2]);
  });

  it("carry any body, and a wrong signature on demand", async () => {
    const { sandbox } = await open();
    const { url, stored } = await hotelFor(sandbox);
    await sandbox.connect(url);
    await sandbox.deliver({ entry: [{ changes: [{ field: "account_update", value: { event: "X" } }] }] });
    expect(stored[0]?.parsed?.events[0]?.what).toBe("account_update");
    void sandbox.deliver({}, { signature: `sha256=${"0".repeat(64)}` });
    await tried(sandbox, 2, 1);
    expect(sandbox.record.webhooks[1]?.lastAnswer).toBe("401");
    expect(stored).toHaveLength(1);
  });

  it("say what is open when they do not settle", async () => {
    const clock = fakeClock();
    const { sandbox } = await open({ clock, retryMs: [60_000] });
    sandbox.guest("34600111222").say("hola");
    await settledMicrotasks();
    const settled = sandbox.settled(1000);
    clock.advance(1000);
    await expect(settled).rejects.toThrow("1 webhooks unanswered after 1000 ms: no webhook address yet");
  });
});

/** Resolves once the webhook was attempted `more` times beyond what it has now. */
function tried(sandbox: Sandbox, more: number, index = 0): Promise<void> {
  const goal = (sandbox.record.webhooks[index]?.attempts ?? 0) + more;
  return new Promise((resolve) => {
    const look = (): void => {
      if ((sandbox.record.webhooks[index]?.attempts ?? 0) < goal) return;
      end();
      resolve();
    };
    const end = sandbox.subscribe(look);
    look();
  });
}

/** Lets everything that is already resolved run. */
async function settledMicrotasks(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
