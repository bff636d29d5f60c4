import { type Endpoint, sameEndpoint } from "../udp.ts";

/** Decides whose packets are the caller's. */
export interface Latch {
  /** Whether a packet from there belongs to the call. */
  accepts(from: Endpoint, source: number, sequence: number, now: number): boolean;
  /** Where ours go: where theirs really come from, else what was negotiated. */
  readonly target: Endpoint;
  /** Another address was negotiated. */
  renegotiate(remote: Endpoint): void;
}

/** How many packets in order another address must send before it is believed, while the negotiated one is silent. */
const PROOF = 5;
const SILENT_MS = 2_000;

/**
 * Symmetric RTP: the first packet from the negotiated address settles the port. Another address is only believed where it
 * is `known` (the exchange's own, one of phone.allow), after five packets in a row of one stream while nothing else comes
 * (an exchange behind a router names an address that is not the one its sound comes from). Nobody else is ever heard.
 */
export function latch(negotiated: Endpoint, known: (address: string) => boolean): Latch {
  let remote = negotiated;
  let settled: Endpoint | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  let candidate: { from: Endpoint; source: number; sequence: number; count: number } | undefined;

  const settle = (from: Endpoint, now: number): boolean => {
    settled = from;
    lastMs = now;
    candidate = undefined;
    return true;
  };
  return {
    get target() {
      return settled ?? remote;
    },
    renegotiate: (next) => {
      if (sameEndpoint(next, remote)) return;
      remote = next;
      settled = undefined;
      candidate = undefined;
      lastMs = Number.NEGATIVE_INFINITY;
    },
    accepts: (from, source, sequence, now) => {
      if (sameEndpoint(from, settled)) return settle(from, now);
      if (settled && now - lastMs < SILENT_MS) return false;
      if (from.address === remote.address) return settle(from, now);
      if (!known(from.address)) return false;
      const follows =
        candidate && sameEndpoint(candidate.from, from) && candidate.source === source
          ? ((sequence - candidate.sequence) & 0xffff) === 1
          : false;
      candidate = { from, source, sequence, count: follows ? (candidate?.count ?? 0) + 1 : 1 };
      return candidate.count >= PROOF ? settle(from, now) : false;
    },
  };
}
