import { createSocket } from "node:dgram";
import type { Endpoint } from "../udp.ts";

/**
 * The address of ours that reaches `to` (an address, no name), as the system's routes say; undefined while there is none:
 * the cable is out, or no address was given to us yet. Nothing is sent.
 */
export function ownAddress(to: Endpoint): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    const done = (address: string | undefined) => {
      socket.close();
      resolve(address === "0.0.0.0" ? undefined : address);
    };
    socket.once("error", () => done(undefined));
    // Without a route the callback is called too, with the error.
    socket.connect(to.port, to.address, (error?: Error) =>
      done(error ? undefined : socket.address().address),
    );
  });
}
