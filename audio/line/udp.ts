import { createSocket, type Socket } from "node:dgram";

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A bound UDP socket. */
export interface Udp {
  readonly local: Endpoint;
  /** Sends and forgets: what the network refuses is as good as lost on the way. */
  send(bytes: Uint8Array, to: Endpoint): void;
  close(): Promise<void>;
}

export type Receive = (bytes: Buffer, from: Endpoint) => void;

/** Binds a socket, port 0 for any free one; rejects with what the system says (EADDRINUSE). */
export type OpenUdp = (at: Endpoint, receive: Receive) => Promise<Udp>;

export const openUdp: OpenUdp = (at, receive) =>
  new Promise((resolve, reject) => {
    const socket = createSocket({ type: at.address.includes(":") ? "udp6" : "udp4" });
    let open = true;
    socket.once("error", reject);
    // Nobody can be answered at port 0: such a sender is forged.
    socket.on("message", (bytes, from) => {
      if (from.port !== 0) receive(bytes, { address: from.address, port: from.port });
    });
    socket.bind({ address: at.address, port: at.port, exclusive: true }, () => {
      socket.off("error", reject);
      // An unreachable peer's ICMP answer arrives here; the timers of SIP and RTP notice it anyway.
      socket.on("error", () => {});
      const bound = socket.address();
      resolve({
        local: { address: bound.address, port: bound.port },
        send: (bytes, to) => {
          if (open) sendOrLose(socket, bytes, to);
        },
        close: () =>
          new Promise((closed) => {
            if (!open) return closed();
            open = false;
            socket.close(() => closed());
          }),
      });
    });
  });

function sendOrLose(socket: Socket, bytes: Uint8Array, { address, port }: Endpoint): void {
  try {
    socket.send(bytes, port, address, () => {});
  } catch {
    // A port that does not exist, from a header somebody wrote: as good as lost on the way.
  }
}

/** Whether two endpoints are the same one. */
export function sameEndpoint(a: Endpoint | undefined, b: Endpoint | undefined): boolean {
  return a !== undefined && b !== undefined && a.address === b.address && a.port === b.port;
}
