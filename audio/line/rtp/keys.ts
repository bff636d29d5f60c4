/** Keys of RFC 4733 by event number. */
const KEYS = "0123456789*#";

/** Pressed keys as they arrive. */
export interface KeysIn {
  /** The key if this packet is the first of a new press. */
  push(timestamp: number, payload: Uint8Array): string | undefined;
}

/** One key is many packets with one timestamp, the last of them three times: told on first sight. */
export function keysIn(): KeysIn {
  const seen: number[] = [];
  return {
    push: (timestamp, payload) => {
      if (payload.length < 4 || seen.includes(timestamp)) return undefined;
      seen.push(timestamp);
      if (seen.length > 16) seen.shift();
      return KEYS[payload[0] ?? 255];
    },
  };
}

export interface KeyPacket {
  readonly payload: Uint8Array;
  readonly marker: boolean;
}

/** The packets of one key of ours, one each 20 ms: 100 ms of it, then its end three times. */
export function keyPackets(key: string): KeyPacket[] {
  const event = KEYS.indexOf(key);
  if (event === -1) return [];
  const packet = (step: number, end: boolean, marker: boolean): KeyPacket => ({
    payload: Uint8Array.of(event, (end ? 0x80 : 0) | 10, ((step * 160) >> 8) & 0xff, (step * 160) & 0xff),
    marker,
  });
  const held = [1, 2, 3, 4, 5].map((step) => packet(step, false, step === 1));
  return [...held, ...[0, 1, 2].map(() => packet(6, true, false))];
}

export function isKey(text: string): boolean {
  return text.length === 1 && KEYS.includes(text);
}
