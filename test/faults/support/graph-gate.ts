import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { After } from "./daemon.ts";

/** Where a send stands: come from the daemon, taken by WhatsApp and not answered yet, answered. */
export type SendPoint = "asked" | "taken" | "answered";

export interface GraphGate {
  readonly url: string;
  /** Called at each point of every message sent (read receipts are none). False at «asked»: it is never passed on. */
  watch(watcher: (point: SendPoint) => boolean): void;
}

/** Stands between the daemon and WhatsApp, so that a test knows to the instruction where a send was cut off. */
export async function startGraphGate(baseUrl: string, after: After): Promise<GraphGate> {
  let tell: (point: SendPoint) => boolean = () => true;

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const isSend = (incoming.url ?? "").endsWith("/messages") && !body.includes('"status":"read"');
    if (isSend && !tell("asked")) return;
    const { status, headers, bytes } = await forward(baseUrl, incoming, body);
    if (isSend) tell("taken");
    response.writeHead(status, headers);
    response.end(bytes, () => {
      if (isSend) tell("answered");
    });
  }

  const server = createServer((incoming, response) => {
    pass(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch: (watcher) => {
      tell = watcher;
    },
  };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function forward(
  baseUrl: string,
  incoming: IncomingMessage,
  body: Buffer,
): Promise<{ status: number; headers: Record<string, string>; bytes: Buffer }> {
  const { connection: _, "transfer-encoding": __, ...headers } = incoming.headers;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(incoming.url ?? "/", baseUrl),
      { method: incoming.method ?? "GET", headers: { ...headers, "content-length": body.length } },
      (answer) => {
        readAll(answer).then((bytes) => {
          const type = answer.headers["content-type"] ?? "application/json";
          resolve({ status: answer.statusCode ?? 500, headers: { "content-type": type }, bytes });
        }, reject);
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
