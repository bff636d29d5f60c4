import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Asked {
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: what the test looks into
  readonly body: any;
}

export interface ModelServer {
  readonly url: string;
  readonly asked: readonly Asked[];
}

/** What a model answers: a body, a status, or `undefined` for nothing at all. */
export type Answerer = (asked: Asked) => unknown;

/** A model server on the loopback that answers as `answer` says; closed when the test ends. */
export async function modelServer(answer: Answerer): Promise<ModelServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => void reply(request, response, answer, asked));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answerer,
  asked: Asked[],
): Promise<void> {
  let text = "";
  for await (const piece of request) text += piece;
  const question = { path: request.url ?? "", body: JSON.parse(text) };
  asked.push(question);
  const body = answer(question);
  if (body === undefined) return;
  if (typeof body === "number") response.writeHead(body, { location: "http://127.0.0.1:9/elsewhere" }).end();
  else response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** The answer of a chat completion whose text is this. */
export const says = (content: string): unknown => ({
  choices: [{ message: { role: "assistant", content } }],
});
