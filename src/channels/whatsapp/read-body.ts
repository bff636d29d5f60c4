import type { IncomingMessage } from "node:http";

/** Past this the connection is cut: nobody honest sends four of Meta's largest bodies in one. */
const CUT_OFF = 16 * 1024 * 1024;

/**
 * The request's raw bytes; «too large» past the limit, of which nothing is kept. It is said once the sender has
 * finished: answering while it still writes would reset the connection before it reads the answer. «aborted» when it
 * went away, or sent so much more that it was cut off.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  cutOff: number = Math.max(CUT_OFF, limit),
): Promise<Uint8Array | "too large" | "aborted"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (length > cutOff) request.destroy();
    });
    request.on("end", () => resolve(length > limit ? "too large" : Buffer.concat(chunks, length)));
    request.on("error", () => resolve("aborted"));
    request.on("close", () => resolve("aborted"));
  });
}
