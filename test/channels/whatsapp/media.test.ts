import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createGraph, type Graph } from "../../../src/channels/whatsapp/graph.ts";
import { createSandbox } from "../../../src/channels/whatsapp/sandbox/sandbox.ts";
import { fakeClock } from "./support.ts";

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function graphTo(baseUrl: string, token = "token"): Graph {
  const graph = createGraph({
    baseUrl,
    version: "v25.0",
    phoneNumberId: "1",
    token: () => token,
    timeoutMs: 300,
  });
  stops.push(() => graph.close());
  return graph;
}

const noToken = (): string => {
  throw new Error("the secret is gone");
};

interface Script {
  /** What `GET /{id}` answers, turn by turn. */
  readonly about: readonly ((base: string) => { status?: number; body: object })[];
  readonly file?: (response: ServerResponse, turn: number) => void;
}

async function server(script: Script) {
  const seen: { path: string; token: string | undefined; agent: string | undefined }[] = [];
  let abouts = 0;
  let files = 0;
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { authorization: token, "user-agent": agent } = request.headers;
    seen.push({ path: request.url ?? "", token, agent });
    if (request.url?.startsWith("/v25.0/")) {
      const step = script.about[Math.min(abouts, script.about.length - 1)];
      abouts += 1;
      const { status = 200, body } = step?.(base) ?? { body: {} };
      response.writeHead(status).end(JSON.stringify(body));
    } else {
      files += 1;
      if (script.file) script.file(response, files);
      else response.end("bytes");
    }
  };
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  stops.push(() => {
    http.closeAllConnections();
    http.close();
  });
  return { base, seen };
}

const about =
  (more: object = {}) =>
  (base: string) => ({
    body: { url: `${base}/file?mid=1`, mime_type: "audio/ogg", ...more },
  });
const digest = (text: string, encoding: "hex" | "base64"): string =>
  createHash("sha256").update(text).digest(encoding);

describe("attachments", () => {
  it("are fetched in two steps, both with the token and our name", async () => {
    const { base, seen } = await server({ about: [about({ sha256: digest("bytes", "hex") })] });
    const media = await graphTo(base).fetchMedia("77", digest("bytes", "base64"));
    expect(Buffer.from(media.bytes).toString()).toBe("bytes");
    expect(media.mimeType).toBe("audio/ogg");
    expect(seen).toEqual([
      { path: "/v25.0/77?phone_number_id=1", token: "Bearer token", agent: "hotelbot" },
      { path: "/file?mid=1", token: "Bearer token", agent: "hotelbot" },
    ]);
  });

  it.each(["hex", "base64"] as const)("are refused when the %s digest is another", async (encoding) => {
    const { base } = await server({ about: [about()] });
    const fetched = graphTo(base).fetchMedia("77", digest("other", encoding));
    await expect(fetched).rejects.toMatchObject({ code: "MEDIA_DAMAGED" });
  });

  it("are refused when Graph announces another digest", async () => {
    const { base } = await server({ about: [about({ sha256: digest("other", "hex") })] });
    await expect(graphTo(base).fetchMedia("77")).rejects.toMatchObject({ code: "MEDIA_DAMAGED" });
  });

  it("are asked for once more when their address has expired", async () => {
    const { base, seen } = await server({
      about: [about()],
      file: (response, turn) => (turn === 1 ? response.writeHead(404).end() : response.end("bytes")),
    });
    expect(Buffer.from((await graphTo(base).fetchMedia("77")).bytes).toString()).toBe("bytes");
    expect(seen).toHaveLength(4);
  });

  it("are gone after the second 404", async () => {
    const { base, seen } = await server({
      about: [about()],
      file: (response) => response.writeHead(404).end(),
    });
    await expect(graphTo(base).fetchMedia("77")).rejects.toMatchObject({ code: "MEDIA_GONE" });
    expect(seen).toHaveLength(4);
  });

  it("are gone when their id is not known any more", async () => {
    const body = { error: { code: 100, error_subcode: 33, message: "does not exist" } };
    const { base, seen } = await server({ about: [() => ({ status: 400, body })] });
    await expect(graphTo(base).fetchMedia("77")).rejects.toMatchObject({ code: "MEDIA_GONE" });
    expect(seen).toHaveLength(2);
  });

  it.each([
    "https://evil.example/file",
    "https://lookaside.fbsbx.com.evil.example/file",
    "https://evilfbcdn.net/file",
    "http://lookaside.fbsbx.com/file",
    "https://lookaside.fbsbx.com:8443/file",
    "https://user@evil.example/lookaside.fbsbx.com",
    "file:///etc/passwd",
    "not an address",
    "",
  ])("never show the token to %s", async (url) => {
    const { base, seen } = await server({ about: [() => ({ body: { url } })] });
    await expect(graphTo(base).fetchMedia("77")).rejects.toMatchObject({
      code: "MEDIA_GONE",
      details: { what: "its address is not one of Meta's" },
    });
    expect(seen).toHaveLength(1);
  });

  it("do not follow a redirect with the token", async () => {
    const { base, seen } = await server({
      about: [about()],
      file: (response) => response.writeHead(302, { location: "http://127.0.0.1:9/steal" }).end(),
    });
    await expect(graphTo(base).fetchMedia("77")).rejects.toMatchObject({ code: "WHATSAPP_UNREACHABLE" });
    expect(seen).toHaveLength(2);
  });

  it("stop at 16 MB", async () => {
    const { base } = await server({
      about: [about()],
      file: (response) => response.end(Buffer.alloc(16 * 1024 * 1024 + 1)),
    });
    await expect(graphTo(base).fetchMedia("77")).rejects.toMatchObject({
      code: "MEDIA_GONE",
      details: { what: "it is larger than 16 MB" },
    });
  });

  it("can be asked for later when the token is refused or missing", async () => {
    const body = { error: { code: 190, message: "expired" } };
    const { base, seen } = await server({ about: [() => ({ status: 401, body })] });
    const refused = graphTo(base).fetchMedia("77");
    await expect(refused).rejects.toMatchObject({
      code: "WHATSAPP_UNREACHABLE",
      details: { what: "190: expired" },
    });
    const missing = createGraph({ baseUrl: base, version: "v25.0", phoneNumberId: "1", token: noToken });
    stops.push(() => missing.close());
    await expect(missing.fetchMedia("77")).rejects.toMatchObject({ code: "WHATSAPP_UNREACHABLE" });
    expect(seen).toHaveLength(1);
  });

  it("can be asked for later when the server has trouble", async () => {
    const { base } = await server({ about: [about()], file: (response) => response.writeHead(503).end() });
    await expect(graphTo(base).fetchMedia("77")).rejects.toMatchObject({ code: "WHATSAPP_UNREACHABLE" });
  });

  it("escape their id", async () => {
    const { base, seen } = await server({ about: [about()] });
    await graphTo(base).fetchMedia("../1/messages");
    expect(seen[0]?.path).toBe("/v25.0/..%2F1%2Fmessages?phone_number_id=1");
  });
});

describe("attachments in the sandbox", () => {
  async function withNote() {
    const clock = fakeClock();
    const sandbox = createSandbox({ clock, phoneNumberId: "1" });
    stops.push(() => sandbox.stop());
    const { baseUrl, token } = await sandbox.start();
    const { wamid } = sandbox.guest("34600111222").voiceNote(Buffer.from("OggS"));
    const body = JSON.parse(sandbox.record.webhooks[0]?.bytes.toString() ?? "");
    const audio = body.entry[0].changes[0].value.messages[0].audio as {
      id: string;
      url: string;
      sha256: string;
    };
    return { clock, sandbox, wamid, audio, token, graph: graphTo(baseUrl, token) };
  }

  it("keep an id of digits for 7 days", async () => {
    const { clock, graph, audio } = await withNote();
    expect(audio.id).toMatch(/^\d{15,16}$/);
    clock.advance(7 * 24 * 3_600_000 - 1000);
    expect(Buffer.from((await graph.fetchMedia(audio.id, audio.sha256)).bytes).toString()).toBe("OggS");
    clock.advance(1000);
    await expect(graph.fetchMedia(audio.id)).rejects.toMatchObject({ code: "MEDIA_GONE" });
  });

  it.each([
    ["gone", 2, "MEDIA_GONE"],
    ["damaged", 1, "MEDIA_DAMAGED"],
    ["trouble", 1, "WHATSAPP_UNREACHABLE"],
  ] as const)("can be made %s", async (fault, times, code) => {
    const { sandbox, graph, audio } = await withNote();
    sandbox.faults.nextMedia(fault, times);
    await expect(graph.fetchMedia(audio.id, audio.sha256)).rejects.toMatchObject({ code });
    expect(Buffer.from((await graph.fetchMedia(audio.id, audio.sha256)).bytes).toString()).toBe("OggS");
  });

  it("keep an address for 5 minutes, for who has the token and a name", async () => {
    const { clock, audio, token } = await withNote();
    const get = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(audio.url, { headers: { "user-agent": "x", ...headers } })).status;
    expect(await get({})).toBe(401);
    expect(await get({ authorization: `Bearer ${token}` })).toBe(200);
    expect(await get({ authorization: `Bearer ${token}`, "user-agent": "" })).toBe(404);
    clock.advance(5 * 60_000);
    expect(await get({ authorization: `Bearer ${token}` })).toBe(404);
  });
});
