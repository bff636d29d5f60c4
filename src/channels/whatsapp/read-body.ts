import type { IncomingMessage } from "node:http";

/**
 * The request's raw bytes; «too large» past the limit, once the sender has finished or has sent four times as much:
 * answering while it still writes would reset the connection before it reads the answer. «aborted» when it went away.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Uint8Array | "too large" | "aborted"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (length <= 4 * limit) return;
      resolve("too large");
      request.destroy();
    });
    request.on("end", () => resolve(length > limit ? "too large" : Buffer.concat(chunks, length)));
    request.on("error", () => resolve("aborted"));
    request.on("close", () => resolve("aborted"));
  });
}
