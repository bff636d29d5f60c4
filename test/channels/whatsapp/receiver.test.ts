import { connect } from "node:net";
import autocannon from "autocannon";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createReceiver, type ReceiverOptions } from "../../../src/channels/whatsapp/receiver.ts";
import { sign } from "../../../src/channels/whatsapp/signature.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import type { RawEvent } from "../../../src/store/contract.ts";
import { contract, fakeClock } from "./support.ts";

const SECRET = "an app secret of the hotel";
const PATH = "/webhooks/whatsapp/3f9c";
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(change: Partial<ReceiverOptions> = {}) {
  const stored: RawEvent[] = [];
  const receiver = createReceiver({
    host: "127.0.0.1",
    port: 0,
    path: PATH,
    appSecrets: [SECRET],
    verifyTokens: ["verify-me"],
    accept: (batch) => {
      stored.push(...batch);
    },
    clock: fakeClock(1000),
    log: silentLogger(),
    ...change,
  });
  const { port } = await receiver.start();
  stops.push(() => receiver.stop());
  return { receiver, stored, port, url: `http://127.0.0.1:${port}${PATH}` };
}

function post(
  url: string,
  body: Uint8Array | string,
  signature: string | undefined = sign(SECRET, Buffer.from(body)),
) {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (signature !== "") headers["x-hub-signature-256"] = signature;
  return fetch(url, { method: "POST", body: Buffer.from(body), headers });
}

describe("verification", () => {
  const query = (token: string, mode = "subscribe"): string =>
    `?hub.mode=${mode}&hub.challenge=1158201444&hub.verify_token=${token}`;

  it("answers the bare challenge as text", async () => {
    const { url } = await serve({ verifyTokens: ["old", "verify-me"] });
    const response = await fetch(url + query("verify-me"));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(await response.text()).toBe("1158201444");
  });

  it.each([
    query("wrong"),
    query(""),
    query("verify-me", "unsubscribe"),
    "",
    "?hub.mode=subscribe&hub.verify_token=verify-me",
  ])("refuses %s", async (asked) => {
    const { url } = await serve();
    expect((await fetch(url + asked)).status).toBe(403);
  });

  it("knows no token when none is set", async () => {
    const { url } = await serve({ verifyTokens: [""] });
    expect((await fetch(url + query(""))).status).toBe(403);
  });
});

describe("webhooks", () => {
  it("stores the raw bytes and what they say, then answers 200", async () => {
    const { stored, url } = await serve();
    const body = contract("batch-two-entries-mixed");
    expect((await post(url, body)).status).toBe(200);
    expect(stored).toHaveLength(1);
    expect(Buffer.from(stored[0]?.body ?? [])).toEqual(body);
    expect(stored[0]).toMatchObject({ channel: "whatsapp", receivedAt: 1000 });
    expect(stored[0]?.parsed?.messages).toHaveLength(3);
  });

  it("takes both secrets of a rotation", async () => {
    const { stored, url } = await serve({ appSecrets: ["next", SECRET] });
    expect((await post(url, "{}")).status).toBe(200);
    expect((await post(url, "{}", sign("next", Buffer.from("{}")))).status).toBe(200);
    expect(stored).toHaveLength(2);
  });

  it.each([
    ["unsigned", "", "SIGNATURE_MISSING"],
    ["signed with another secret", sign("other", contract("in-text")), "SIGNATURE_WRONG"],
    [
      "signed over the re-serialised body",
      sign(SECRET, Buffer.from(JSON.stringify(JSON.parse(contract("in-text").toString())))),
      "SIGNATURE_WRONG",
    ],
    ["with half a signature", "sha256=12", "SIGNATURE_WRONG"],
  ])("refuses a body that is %s", async (_, signature, code) => {
    const { stored, url } = await serve();
    const response = await post(url, contract("in-text"), signature);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe(code);
    expect(stored).toEqual([]);
  });

  it.each([
    ["invalid UTF-8", Buffer.from([0x7b, 0xff, 0xfe])],
    ["a JSON bomb", Buffer.from("[".repeat(500_000))],
    ["no JSON", Buffer.from("hello")],
    ["nothing", Buffer.from("")],
  ])("keeps signed %s and answers 200, or it would come back for a week", async (_, body) => {
    const { stored, url } = await serve();
    expect((await post(url, body)).status).toBe(200);
    expect(stored.map(({ body: kept }) => Buffer.from(kept))).toEqual([body]);
    expect(stored[0]).not.toHaveProperty("parsed");
  });

  it("tells an unsigned body of 5 MB that it is unsigned", async () => {
    const { url } = await serve();
    expect((await post(url, Buffer.alloc(5 * 1024 * 1024, " "), "")).status).toBe(401);
  });

  it("takes 4 MB and refuses more", async () => {
    const { stored, url } = await serve();
    const most = Buffer.alloc(4 * 1024 * 1024, " ");
    expect((await post(url, most)).status).toBe(200);
    const response = await post(url, Buffer.alloc(5 * 1024 * 1024, " "));
    expect(response.status).toBe(413);
    expect(stored).toHaveLength(1);
    expect((await post(url, "{}")).status).toBe(200);
  });

  it.each([
    ["unsigned", ""],
    ["signed", `x-hub-signature-256: sha256=${"0".repeat(64)}\r\n`],
  ])("cuts off who sends without end, %s", async (_, header) => {
    const { stored, port } = await serve();
    const socket = connect(port, "127.0.0.1");
    const chunk = Buffer.alloc(256 * 1024, 0x20);
    const closed = new Promise<void>((resolve) => {
      socket.on("close", () => resolve());
      socket.on("error", () => resolve());
    });
    socket.write(`POST ${PATH} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n${header}\r\n`);
    let sent = 0;
    const pump = (): void => {
      while (!socket.destroyed) {
        sent += chunk.length;
        socket.write(`${chunk.length.toString(16)}\r\n`);
        socket.write(chunk);
        if (!socket.write("\r\n")) break;
      }
    };
    socket.on("drain", pump);
    pump();
    await closed;
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    expect(stored).toEqual([]);
  });

  it.each([
    ["GET", "/"],
    ["GET", `${PATH}/`],
    ["POST", "/webhooks/whatsapp"],
    ["POST", "//"],
    ["PUT", PATH],
    ["DELETE", PATH],
    ["OPTIONS", PATH],
    ["POST", `/webhooks/../webhooks/whatsapp/3f9c/x`],
  ])("serves nothing at %s %s", async (method, path) => {
    const { stored, port } = await serve();
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    expect(response.status).toBe(404);
    expect(stored).toEqual([]);
  });
});

describe("anything at all on the wire", () => {
  /** Writes bytes to the port and waits until the receiver has had enough of them. */
  const throwAt = (port: number, bytes: Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
      socket.resume();
      socket.end(bytes);
    });

  it("stores nothing and keeps it serving", async () => {
    const { stored, port, url } = await serve();
    const line = fc.constantFrom(`POST ${PATH} HTTP/1.1`, `GET ${PATH} HTTP/1.1`, `PUT / HTTP/1.0`, "POST");
    const header = fc.constantFrom(
      "host: x",
      "content-length: 5",
      "content-length: -1",
      "transfer-encoding: chunked",
      "expect: 100-continue",
      "upgrade: websocket",
      "connection: upgrade",
      `x-hub-signature-256: sha256=${"0".repeat(64)}`,
      "x-hub-signature-256: sha256=",
    );
    const request = fc.tuple(line, fc.array(header, { maxLength: 5 }), fc.uint8Array({ maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(request, fc.uint8Array({ maxLength: 200 })), async (given) => {
        const bytes =
          given instanceof Uint8Array
            ? given
            : Buffer.concat([Buffer.from(`${[given[0], ...given[1]].join("\r\n")}\r\n\r\n`), given[2]]);
        await throwAt(port, bytes);
        expect(stored).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect((await post(url, "{}")).status).toBe(200);
    expect(stored).toHaveLength(1);
  });
});

describe("storing", () => {
  it("answers 503 when the store fails, so that Meta delivers again", async () => {
    let full = true;
    const stored: RawEvent[] = [];
    const { url } = await serve({
      accept: (batch) => {
        if (full) throw new Error("disk full");
        stored.push(...batch);
      },
    });
    expect((await post(url, contract("in-text"))).status).toBe(503);
    full = false;
    expect((await post(url, contract("in-text"))).status).toBe(200);
    expect(stored).toHaveLength(1);
  });

  it("does not let one body that cannot be stored fail the others of its batch", async () => {
    const { url } = await serve({
      accept: (batch) => {
        if (batch.some(({ parsed }) => parsed === undefined)) throw new Error("poison");
      },
    });
    const bodies = ["in-text", "in-image", "in-video", "status-read"].map(contract);
    const responses = await Promise.all([...bodies.map((body) => post(url, body)), post(url, "poison")]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 503]);
  });

  it("pays far fewer commits than requests under load", async () => {
    let commits = 0;
    let stored = 0;
    const { url } = await serve({
      accept: (batch) => {
        commits += 1;
        stored += batch.length;
      },
    });
    const body = contract("in-text");
    const headers = { "x-hub-signature-256": sign(SECRET, body) };
    const load = await autocannon({ url, method: "POST", body, headers, connections: 64, amount: 3000 });
    expect(load["2xx"]).toBe(3000);
    expect(stored).toBe(3000);
    expect(commits).toBeLessThan(1000);
  });
});

describe("starting and stopping", () => {
  it.each([[[]], [[""]], [["good", ""]]])("refuses to start with the app secrets %j", async (appSecrets) => {
    await expect(serve({ appSecrets })).rejects.toMatchObject({ code: "SECRET_MISSING" });
  });

  it("says that its port is taken", async () => {
    const { port } = await serve();
    await expect(serve({ port })).rejects.toMatchObject({ code: "PORT_BUSY", details: { port } });
  });

  it("finishes what is in flight and takes nothing new", async () => {
    const { receiver, stored, port, url } = await serve({ clock: systemClock() });
    const body = contract("in-text");
    const socket = connect(port, "127.0.0.1");
    const head = `POST ${PATH} HTTP/1.1\r\nhost: x\r\nx-hub-signature-256: ${sign(SECRET, body)}\r\ncontent-length: ${body.length}\r\n\r\n`;
    const answered = new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("close", () => resolve(text));
    });
    const arrived = new Promise<void>((resolve) =>
      socket.write(head + body.subarray(0, 10), () => resolve()),
    );
    await arrived;
    expect((await post(url, "{}")).status).toBe(200);
    const stopped = receiver.stop();
    await expect(post(url, "{}")).rejects.toThrow();
    socket.write(body.subarray(10));
    expect(await answered).toMatch(/^HTTP\/1\.1 200 .*Connection: close/s);
    await stopped;
    expect(stored.map(({ body: kept }) => kept.length)).toEqual([2, body.length]);
  });

  it("cuts off after 5 s who never finishes", async () => {
    const clock = fakeClock();
    const { receiver, stored, port, url } = await serve({ clock });
    const socket = connect(port, "127.0.0.1");
    const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
    socket.on("error", () => undefined);
    await new Promise<void>((resolve) =>
      socket.write(`POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc`, () => resolve()),
    );
    expect((await post(url, "{}")).status).toBe(200);
    const stopped = receiver.stop();
    clock.advance(5000);
    await Promise.all([stopped, closed]);
    expect(stored).toHaveLength(1);
  });
});
