import { monotonicClock } from "../../../../audio/line/pacer.ts";
import type { SipConfig, SipParts } from "../../../../audio/line/sip/context.ts";
import { sipLine } from "../../../../audio/line/sip/line.ts";
import { ownAddress } from "../../../../audio/line/sip/own-address.ts";
import { openUdp } from "../../../../audio/line/udp.ts";
import { randomIds } from "../../../../src/platform/ids.ts";
import { silentLogger } from "../../../../src/platform/logger.ts";

export function sipConfig(exchangePort: number, more: Partial<SipConfig> = {}): SipConfig {
  return {
    registrar: { host: "127.0.0.1", port: exchangePort },
    extension: "700",
    password: "clave-700",
    bind: { address: "127.0.0.1", port: 0 },
    allow: [],
    register: false,
    maxCalls: 4,
    maxMinutes: 30,
    rtpPorts: { from: 0, to: 0 },
    transfer: "attended",
    ...more,
  };
}

export const realParts = (): SipParts => ({
  clock: monotonicClock(),
  ids: randomIds(),
  log: silentLogger(),
  openUdp,
  ownAddress,
  resolve: async (host) => host,
  defer: (callback) => void setImmediate(callback),
});

export const realLine = (exchangePort: number, more: Partial<SipConfig> = {}) =>
  sipLine(sipConfig(exchangePort, more), realParts());
