import { request } from "node:http";
import { HotelbotError } from "../errors.ts";
import { CONTROL_VERSION, VERSION_HEADER } from "./version.ts";

/** What the daemon said; `version` is the one it speaks, when it says so. */
export interface Answer {
  readonly status: number;
  readonly version: string | undefined;
  readonly text: string;
}

/**
 * Asks the first of `sockets` that somebody listens on. Rejects with DAEMON_NOT_RUNNING, SOCKET_DENIED or
 * DAEMON_REFUSED; what the daemon itself refuses is an answer.
 */
export async function firstAnswer(
  sockets: readonly string[],
  method: string,
  path: string,
  body: unknown,
  wait: number,
): Promise<Answer> {
  for (const socketPath of sockets) {
    try {
      return await exchange(socketPath, method, path, body, wait);
    } catch (thrown) {
      const code = (thrown as NodeJS.ErrnoException).code;
      if (code === "ENOENT" || code === "ECONNREFUSED") continue;
      if (code === "EACCES")
        throw new HotelbotError("SOCKET_DENIED", { path: socketPath }, { cause: thrown });
      const what = thrown instanceof Error ? thrown.message : String(thrown);
      throw new HotelbotError("DAEMON_REFUSED", { what }, { cause: thrown });
    }
  }
  throw new HotelbotError("DAEMON_NOT_RUNNING", { path: sockets[0] ?? "no socket" });
}

function exchange(
  socketPath: string,
  method: string,
  path: string,
  body: unknown,
  wait: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers: Record<string, string> = { [VERSION_HEADER]: String(CONTROL_VERSION) };
    if (payload !== undefined) headers["content-type"] = "application/json";
    const outgoing = request({ socketPath, method, path, headers, timeout: wait }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const version = incoming.headers[VERSION_HEADER];
        resolve({
          status: incoming.statusCode ?? 0,
          version: typeof version === "string" ? version : undefined,
          text: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${wait} ms`)));
    outgoing.on("error", reject);
    outgoing.end(payload);
  });
}
