import type { Clock } from "../../../src/platform/clock.ts";
import type { Ids } from "../../../src/platform/ids.ts";
import type { Logger } from "../../../src/platform/logger.ts";
import type { Endpoint, OpenUdp } from "../udp.ts";
import type { Agent } from "./agent.ts";
import type { CallState } from "./call.ts";
import type { Credentials } from "./credentials.ts";
import type { Self } from "./dialog.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** How hotelbot is an extension of the hotel's exchange. */
export interface SipConfig {
  /** The exchange, by name or address. */
  readonly registrar: { readonly host: string; readonly port: number };
  /** What guests dial. */
  readonly extension: string;
  /** Where it differs from the extension. */
  readonly username?: string;
  readonly password: string;
  /** Where we listen: address 0.0.0.0 for the one that reaches the exchange, port 0 for any. */
  readonly bind: Endpoint;
  /** The address others reach us at, behind a router that changes it. */
  readonly advertise?: string;
  /** Addresses and networks («10.0.0.0/24») that may call besides the exchange. */
  readonly allow: readonly string[];
  /** Off for a trunk that sends its calls to us unasked. */
  readonly register: boolean;
  /** Calls at once; more get 486 busy. */
  readonly maxCalls: number;
  /** A call is ended after so many minutes. */
  readonly maxMinutes: number;
  /** UDP ports of the sound; 0–0 takes any free one. */
  readonly rtpPorts: { readonly from: number; readonly to: number };
  /** How callers are handed over. `blind` loses them when nobody answers: only for exchanges without Replaces. */
  readonly transfer: "attended" | "blind";
}

/** What the line is made with; tests put in their own. */
export interface SipParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly openUdp: OpenUdp;
  /** A name's address. */
  readonly resolve: (host: string) => Promise<string>;
  /** The address of ours that reaches another, while there is one. */
  readonly ownAddress: (to: Endpoint) => Promise<string | undefined>;
  /** After what has arrived was read. */
  readonly defer: (callback: () => void) => void;
}

/** What every call of a running line shares. */
export interface SipContext extends SipParts {
  readonly config: SipConfig;
  readonly agent: Agent;
  readonly self: Self;
  readonly credentials: Credentials;
  readonly where: Whereabouts;
  /** Whether this address is the exchange's or one of `allow`. */
  readonly allowed: (address: string) => boolean;
  readonly calls: Set<CallState>;
}
