import { lookup } from "node:dns/promises";
import { randomIds } from "../../../src/platform/ids.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { monotonicClock } from "../pacer.ts";
import { openUdp } from "../udp.ts";
import type { Line } from "../voice-call.ts";
import type { SipConfig } from "./context.ts";
import { sipLine } from "./line.ts";
import { ownAddress } from "./own-address.ts";

/** The line on this machine's own network, paced by a clock that no correction of the time can turn back. */
export function sipDoor(config: SipConfig): Line {
  return sipLine(config, {
    clock: monotonicClock(),
    ids: randomIds(),
    log: silentLogger(),
    openUdp,
    ownAddress,
    resolve: async (host) => (await lookup(host, { family: 4 })).address,
    defer: (callback) => void setImmediate(callback),
  });
}
