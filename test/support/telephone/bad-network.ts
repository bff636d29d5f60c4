import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { ADDRESS } from "./addresses.ts";

/** One packet in twenty is lost; what arrives is late by up to 30 ms, each by another time, so they overtake each other. */
const LOSS = 0.05;
const JITTER_MS = 30;

export interface BadNetwork {
  close(): void;
}

/**
 * Stands between a telephone and the line: SIP passes whole, with the ports of the sound replaced by two of its own, and
 * the sound passes badly. Who writes from the line's port is the line; anybody else is the telephone.
 */
export async function badNetwork(at: { readonly port: number; readonly line: number }): Promise<BadNetwork> {
  const chance = drawn(7);
  let telephone: RemoteInfo | undefined;
  const sockets: Socket[] = [];
  const open = async (port: number): Promise<Socket> => {
    const socket = createSocket("udp4");
    sockets.push(socket);
    await new Promise<void>((resolve) => socket.bind(port, ADDRESS, resolve));
    return socket;
  };
  /** Where the sound of each side is heard, and where it is sent from: crossed. */
  const near = { socket: await open(0), to: 0 };
  const far = { socket: await open(0), to: 0 };
  const badly = (from: Socket, by: Socket, to: () => number): void => {
    from.on("message", (bytes) => {
      if (to() === 0 || chance() < LOSS) return;
      setTimeout(() => by.send(bytes, to(), ADDRESS, () => undefined), chance() * JITTER_MS);
    });
  };
  badly(near.socket, far.socket, () => far.to);
  badly(far.socket, near.socket, () => near.to);
  const sip = await open(at.port);
  sip.on("message", (bytes, from) => {
    const text = bytes.toString("utf8");
    if (from.port === at.line) {
      far.to = soundPort(text) ?? far.to;
      if (telephone) sip.send(withPort(text, near.socket.address().port), telephone.port, ADDRESS);
      return;
    }
    telephone = from;
    near.to = soundPort(text) ?? near.to;
    sip.send(withPort(text, far.socket.address().port), at.line, ADDRESS);
  });
  return {
    close: () => {
      for (const socket of sockets) socket.close();
    },
  };
}

const MEDIA = /^m=audio (?<port>\d+) /m;

function soundPort(text: string): number | undefined {
  const port = MEDIA.exec(text)?.groups?.port;
  return port === undefined ? undefined : Number(port);
}

function withPort(text: string, port: number): string {
  const [head = "", body = ""] = text.split(/\r\n\r\n/, 2);
  if (!MEDIA.test(body)) return text;
  const changed = body.replace(MEDIA, `m=audio ${port} `);
  const length = `Content-Length: ${Buffer.byteLength(changed)}`;
  return `${head.replace(/^Content-Length\s*:.*$/im, length)}\r\n\r\n${changed}`;
}

/** The same draws each time: mulberry32. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
