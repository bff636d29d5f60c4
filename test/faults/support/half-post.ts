import { once } from "node:events";
import { connect } from "node:net";
import { SIGNATURE_HEADER, sign } from "../../../src/channels/whatsapp/signature.ts";

export interface HalfPost {
  /** Sends the rest; the HTTP status, or undefined when the connection ended without one. */
  finish(): Promise<number | undefined>;
}

/** A signed webhook of which the server has read the headers and half of the body: it is in flight. */
export async function halfPost(url: string, body: Buffer, appSecret: string): Promise<HalfPost> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let answered = "";
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => undefined);
  const heard = (pattern: RegExp): Promise<unknown> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (pattern.test(answered)) resolve(undefined);
      };
      socket.on("data", look);
      look();
    });
  socket.on("data", (bytes) => {
    answered += bytes.toString();
  });
  await once(socket, "connect");
  // «100 Continue» says that the headers have been read.
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}`,
    "Content-Type: application/json",
    `${SIGNATURE_HEADER}: ${sign(appSecret, body)}`,
    `Content-Length: ${body.length}`,
    "Expect: 100-continue",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await Promise.race([heard(/^HTTP\/1\.1 100 /), ended]);
  const half = Math.floor(body.length / 2);
  socket.write(body.subarray(0, half));
  return {
    async finish() {
      socket.write(body.subarray(half));
      const status = /HTTP\/1\.1 ([2-5]\d\d) /;
      await Promise.race([heard(status), ended]);
      socket.destroy();
      const [, code] = status.exec(answered) ?? [];
      return code === undefined ? undefined : Number(code);
    },
  };
}
