import { once } from "node:events";
import { request } from "node:http";
import { createConnection } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { Guest } from "../../src/channels/whatsapp/sandbox/types.ts";
import { wireJson } from "../../src/channels/whatsapp/sandbox/wire.ts";
import { SIGNATURE_HEADER, sign } from "../../src/channels/whatsapp/signature.ts";
import { createControlClient } from "../../src/control/client.ts";
import { controlSocket } from "../../src/control/paths.ts";
import type { Stage } from "../../src/ops/demo/stage.ts";
import { DATABASE_FILE } from "../../src/store/open.ts";
import { type Daemon, startDaemon } from "../faults/support/daemon.ts";
import { temporaryStage } from "../faults/support/stage.ts";

// One daemon, a process of its own, meets everything below one after another; what it kept is read when it has ended.
let sandbox: Sandbox;
let stage: Stage;
let daemon: Daemon;
const undo: (() => unknown)[] = [];
/** What was refused and must not be there, what was signed and must be. */
const refused: Buffer[] = [];
const kept: Buffer[] = [];

const MINUTE = 60_000;

beforeAll(async () => {
  const after = (work: () => unknown): void => void undo.push(work);
  sandbox = createSandbox({ retryMs: [50, 100, 200], statusMs: { sent: 5, delivered: 30, read: 80 } });
  const settings = await sandbox.start();
  after(() => sandbox.stop());
  stage = await temporaryStage(settings, after);
  daemon = startDaemon(stage, after);
  expect(await daemon.listening).toBe(true);
  await sandbox.connect(stage.webhookUrl);
}, MINUTE);

afterAll(async () => {
  for (let work = undo.pop(); work; work = undo.pop()) await work();
});

const secret = (): string => sandbox.settings().appSecret;

interface Answer {
  readonly status: number;
  readonly text: string;
}

function send(
  body: Uint8Array,
  headers: Record<string, string>,
  how: { readonly method?: string; readonly path?: string } = {},
): Promise<Answer> {
  const url = new URL(how.path ?? "", stage.webhookUrl);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: how.method ?? "POST", headers: { "content-type": "application/json", ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

const signed = (body: Uint8Array, by: string = secret()): Record<string, string> => ({
  [SIGNATURE_HEADER]: sign(by, body),
});

async function refuses(body: Buffer, headers: Record<string, string>, status: number): Promise<void> {
  refused.push(body);
  expect((await send(body, headers)).status).toBe(status);
}

async function keeps(body: Buffer): Promise<void> {
  kept.push(body);
  expect(await send(body, signed(body))).toEqual({ status: 200, text: "" });
}

/** A webhook with these members, as Meta writes it. */
function webhook(value: Record<string, unknown>, field = "messages"): Buffer {
  const { phoneNumberId, displayPhone, wabaId } = sandbox.settings();
  const metadata = { display_phone_number: displayPhone, phone_number_id: phoneNumberId };
  const whole = { messaging_product: "whatsapp", metadata, ...value };
  const entry = [{ id: wabaId, changes: [{ value: whole, field }] }];
  return wireJson({ object: "whatsapp_business_account", entry });
}

function text(id: string, body: string, from: object, secondsAgo = 0): object {
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo);
  return { id: `wamid.${id}`, timestamp, type: "text", text: { body }, ...from };
}

const phone = (digits: string): object => ({ from: digits, from_user_id: `ES.${digits}` });

/** A guest who has been answered once, so that the hotel may write to them. */
async function known(id: string): Promise<Guest> {
  const guest = sandbox.guest(id, "Ana");
  guest.say("Hola");
  await guest.waitFor(({ text }) => text.includes("Hola"));
  return guest;
}

describe("what is not from Meta is refused", () => {
  it("a body without a signature, also one of 5 MB", async () => {
    await refuses(webhook({ messages: [text("unsigned", "hola", phone("34611000001"))] }), {}, 401);
    await refuses(Buffer.alloc(5 * 1024 * 1024, 0x61), {}, 401);
  });

  it("a signature by another secret, of other bytes, of another kind or cut short", async () => {
    const body = webhook({ messages: [text("forged", "hola", phone("34611000002"))] });
    const right = sign(secret(), body);
    await refuses(body, signed(body, "another secret of some length"), 401);
    await refuses(body, { [SIGNATURE_HEADER]: sign(secret(), Buffer.from("{}")) }, 401);
    await refuses(body, { [SIGNATURE_HEADER]: right.replace("sha256=", "sha1=") }, 401);
    await refuses(body, { [SIGNATURE_HEADER]: right.slice(0, -2) }, 401);
    await refuses(body, { [SIGNATURE_HEADER]: "" }, 401);
  });

  it("a body that something on the way parsed and wrote again", async () => {
    const body = webhook({
      messages: [text("rewritten", "¿tenéis habitación el 3/4?", phone("34611000003"))],
    });
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(again.equals(body)).toBe(false);
    await refuses(again, signed(body), 401);
    await keeps(body);
  });

  it("5 MB, even signed", async () => {
    const body = Buffer.alloc(5 * 1024 * 1024, 0x20);
    await refuses(body, signed(body), 413);
  });

  it("other paths, other methods and a wrong verify token", async () => {
    const body = webhook({ messages: [text("elsewhere", "hola", phone("34611000004"))] });
    refused.push(body);
    expect((await send(body, signed(body), { path: "/webhooks/whatsapp" })).status).toBe(404);
    expect((await send(body, signed(body), { method: "PUT" })).status).toBe(404);
    const { pathname } = new URL(stage.webhookUrl);
    const guess = `${pathname}?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1`;
    expect((await send(Buffer.alloc(0), {}, { method: "GET", path: guess })).status).toBe(403);
  });

  it("a connection that is cut in the middle of its body", async () => {
    const body = webhook({ messages: [text("cut", "hola", phone("34611000005"))] });
    refused.push(body);
    const { port, pathname } = new URL(stage.webhookUrl);
    const socket = createConnection(Number(port), "127.0.0.1");
    const head = `POST ${pathname} HTTP/1.1\r\nHost: hotel\r\n${SIGNATURE_HEADER}: ${sign(secret(), body)}\r\n`;
    socket.write(`${head}Content-Length: ${body.length}\r\n\r\n`);
    await new Promise<void>((resolve) => socket.write(body.subarray(0, 40), () => resolve()));
    socket.destroy();
    await once(socket, "close");
  });
});

describe("what Meta signed is kept, whatever it holds", () => {
  it("broken UTF-8, inside a text and instead of everything", async () => {
    const whole = webhook({ messages: [text("broken", "caf@", phone("34611000006"))] });
    const at = whole.indexOf("caf@") + 3;
    await keeps(Buffer.concat([whole.subarray(0, at), Buffer.from([0xc3, 0x28]), whole.subarray(at + 1)]));
    await keeps(Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x80]));
  });

  it("a bomb of 100,000 nested lists, and one of as many objects", async () => {
    await keeps(Buffer.from("[".repeat(100_000) + "]".repeat(100_000)));
    await keeps(Buffer.from(`{"entry":${'[{"entry":'.repeat(100_000)}1${"}]".repeat(100_000)}}`));
  });

  it("a list of a million entries, without letting others wait", async () => {
    const bomb = Buffer.from(`{"object":"x","entry":[${"0,".repeat(1_000_000)}0]}`);
    const others = webhook({ messages: [text("beside", "hola", phone("34611000007"))] });
    const began = performance.now();
    await Promise.all([keeps(bomb), keeps(others)]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("nothing, no JSON, other JSON, and fields that are not what they should be", async () => {
    for (const body of [
      "",
      "hola",
      "null",
      "[]",
      '{"entry":{}}',
      '{"entry":[null,1,"a",[],{"changes":7}]}',
    ]) {
      await keeps(Buffer.from(body));
    }
    await keeps(webhook({ messages: [null, 7, "hola", [], { id: {} }, { id: "x", from: ["34"] }] }));
    await keeps(webhook({ messages: "hola", statuses: { id: 1 }, contacts: 3 }));
    await keeps(Buffer.from('{"__proto__":{"entry":[]},"constructor":{"prototype":{"from":"34"}}}'));
  });

  it("fields, statuses and changes that nobody has heard of", async () => {
    await keeps(webhook({ something: { new: true } }, "a_field_of_tomorrow"));
    await keeps(webhook({ statuses: [{ id: "wamid.nobody", status: "teleported", timestamp: "x" }] }));
    await keeps(webhook({ statuses: [{ id: "wamid.nobody", status: "read", timestamp: "1" }] }));
  });
});

describe("guests among all that", () => {
  it("a batch with a bad element and a guest who hides the phone: both others are answered", async () => {
    const ana = await known("+34611000010");
    const luz = await known("ES.13491208655302741918");
    const bad = { type: "text", text: { body: 7 }, timestamp: "never" };
    const contacts = [
      { profile: { name: "Ana" }, wa_id: "34611000010", user_id: ana.identity.userId },
      { profile: { name: "Luz", username: "@luz" }, user_id: luz.identity.userId },
    ];
    const messages = [
      bad,
      text("batch1", "¿Tenéis wifi?", { from: "34611000010", from_user_id: ana.identity.userId }),
      { ...text("batch2", "x", phone("34611000010")), text: null },
      text("batch3", "¿Tenéis wifi?", { from_user_id: luz.identity.userId }),
      "bad",
    ];
    await keeps(webhook({ contacts, statuses: [{ id: 9 }], messages }));
    for (const guest of [ana, luz]) await guest.waitFor(({ text }) => text.includes("wifi es gratis"));
  });

  it("the same message delivered nine times is answered once", async () => {
    const guest = await known("+34611000011");
    const before = guest.received().length;
    sandbox.faults.duplicate(9);
    const { wamid } = guest.say("¿Tenéis wifi?");
    sandbox.faults.duplicate(1);
    await sandbox.settled();
    await guest.waitFor(({ text }) => text.includes("wifi es gratis"));
    await sandbox.settled();
    expect(guest.received()).toHaveLength(before + 1);
    expect(sandbox.record.webhooks.filter(({ ids }) => ids.includes(wamid))).toHaveLength(9);
  });

  it("messages that arrive in the wrong order are read in the order written", async () => {
    const guest = await known("+34611000012");
    const from = { from: "34611000012", from_user_id: guest.identity.userId };
    const bodies = [
      webhook({ messages: [text("order3", "del 3 al 5 de marzo", from, 10)] }),
      webhook({ messages: [text("order2", "para dos", from, 20)] }),
      webhook({ messages: [text("order1", "Quiero una doble", from, 30)] }),
    ];
    kept.push(...bodies);
    await Promise.all(bodies.map((body) => send(body, signed(body))));
    await guest.waitFor(({ text }) => text.includes("178"));
  });

  it("statuses in any order, several times each, end with the last", async () => {
    const guest = await known("+34611000013");
    sandbox.faults.disorder({ seed: 7, copies: 4, withinMs: 150 });
    guest.say("¿Tenéis wifi?");
    await guest.waitFor(({ text }) => text.includes("wifi es gratis"));
    await sandbox.settled();
    sandbox.faults.disorder(undefined);
    await sandbox.settled();
  });

  it("kinds of message that nobody has heard of are answered politely, a reaction is not", async () => {
    const guest = await known("+34611000014");
    guest.act("hologram", { id: "1", beam: [1, 2, 3] });
    await guest.waitFor(({ text }) => text.includes("no lo puedo abrir"));
    const before = guest.received().length;
    const hello = guest.received()[0];
    await guest.act("reaction", { message_id: hello?.wamid, emoji: "👍" }).acknowledged;
    guest.say("¿Tenéis wifi?");
    await guest.waitFor(({ text }) => text.includes("wifi es gratis"));
    expect(guest.received()).toHaveLength(before + 1);
  });

  it("a text of 1 MB, a name of 100 kB and control characters", async () => {
    const guest = await known("+34611000015");
    const from = { from: "34611000015", from_user_id: guest.identity.userId };
    const contacts = [{ profile: { name: `A\u0000\u202e${"ñ".repeat(100_000)}` }, wa_id: "34611000015" }];
    await keeps(webhook({ contacts, messages: [text("long", "¿wifi? ".repeat(150_000), from)] }));
    await keeps(
      webhook({ contacts, messages: [text("control", "\u0000\u001b[2J\ud800 wifi \u202e", from)] }),
    );
    await guest.waitFor();
  });
});

describe("after all that", () => {
  it("a guest is answered and nothing is critical", async () => {
    const guest = await known("+34611000020");
    guest.say("Quiero una doble del 3 al 5 de marzo para dos");
    await guest.waitFor(({ text }) => text.includes("178"));
    await sandbox.settled();
    const control = createControlClient([controlSocket(stage.stateDir)]);
    const { state, checks } = await control.health();
    expect({ state, checks: checks.filter((check) => check.state === "critical") }).toEqual({
      state: "warning",
      checks: [],
    });
    const { queue } = await control.status();
    expect(queue).toMatchObject({
      inboxNew: 0,
      inboxDead: 0,
      outboxReady: 0,
      outboxDead: 0,
      outboxUnknown: 0,
    });
  });

  it("it was one process all along, and its disk has what was signed and nothing else", async () => {
    expect(await daemon.stop()).toEqual({ code: 0, signal: null });
    const raw = new Database(join(stage.stateDir, DATABASE_FILE), { readonly: true });
    try {
      const bodies = raw.prepare<[], { body: Buffer }>("SELECT body FROM raw_event").all();
      const stored = new Set(bodies.map(({ body }) => body.toString("latin1")));
      expect(kept.filter((body) => !stored.has(body.toString("latin1")))).toEqual([]);
      expect(refused.filter((body) => stored.has(body.toString("latin1")))).toEqual(
        refused.filter((body) => kept.some((other) => other.equals(body))),
      );
      const delivered = new Set(sandbox.record.webhooks.map(({ bytes }) => bytes.toString("latin1")));
      const mine = new Set(kept.map((body) => body.toString("latin1")));
      expect([...stored].filter((body) => !delivered.has(body) && !mine.has(body))).toEqual([]);
      const order = raw
        .prepare<[], { text: string }>(
          `SELECT turn.text FROM turn JOIN inbox ON inbox.id = turn.inbox_id
           WHERE inbox.external_id LIKE 'wamid.order%' ORDER BY turn.id`,
        )
        .all();
      expect(order.map((row) => row.text)).toEqual(["Quiero una doble", "para dos", "del 3 al 5 de marzo"]);
      // Three phones were made up: their answers were refused, and nothing else.
      const states = raw
        .prepare<[], { state: string; n: number }>("SELECT state, count(*) AS n FROM outbox GROUP BY state")
        .all();
      expect(states).toEqual([
        { state: "read", n: expect.any(Number) },
        { state: "rejected", n: 3 },
      ]);
      const open = raw.prepare<[], { n: number }>("SELECT count(*) AS n FROM inbox WHERE fate IS NULL").get();
      expect(open).toEqual({ n: 0 });
    } finally {
      raw.close();
    }
  });
});
