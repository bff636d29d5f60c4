import { createSocket } from "node:dgram";
import type { Endpoint } from "../udp.ts";

/** The address of ours that reaches `to`, as the system's routes say. Nothing is sent. */
export function ownAddress(to: Endpoint): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    const done = (address: string) => {
      socket.close();
      resolve(address);
    };
    socket.once("error", () => done("127.0.0.1"));
    socket.connect(to.port, to.address, () => done(socket.address().address));
  });
}
