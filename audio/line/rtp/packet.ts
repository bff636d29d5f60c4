/** One RTP packet (RFC 3550), its payload a view into the datagram. */
export interface RtpPacket {
  readonly type: number;
  readonly marker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly source: number;
  readonly payload: Uint8Array;
}

const HEADER = 12;

/** Reads a datagram; undefined for anything that is not RTP version 2 with a payload that adds up. */
export function parseRtp(bytes: Buffer): RtpPacket | undefined {
  if (bytes.length < HEADER || bytes.length > 1_500) return undefined;
  const first = bytes.readUInt8(0);
  if (first >> 6 !== 2) return undefined;
  let start = HEADER + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    if (bytes.length < start + 4) return undefined;
    start += 4 + bytes.readUInt16BE(start + 2) * 4;
  }
  const padding = (first & 0x20) !== 0 ? bytes.readUInt8(bytes.length - 1) : 0;
  const end = bytes.length - padding;
  if (start > end || ((first & 0x20) !== 0 && padding === 0)) return undefined;
  const second = bytes.readUInt8(1);
  // RTCP on the same port: types 200–204 would read as 72–76 with a marker.
  if (second >= 192 && second <= 223) return undefined;
  return {
    type: second & 0x7f,
    marker: second >= 0x80,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    source: bytes.readUInt32BE(8),
    payload: bytes.subarray(start, end),
  };
}

export function buildRtp(packet: RtpPacket): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + packet.payload.length);
  bytes.writeUInt8(0x80, 0);
  bytes.writeUInt8((packet.marker ? 0x80 : 0) | (packet.type & 0x7f), 1);
  bytes.writeUInt16BE(packet.sequence & 0xffff, 2);
  bytes.writeUInt32BE(packet.timestamp >>> 0, 4);
  bytes.writeUInt32BE(packet.source >>> 0, 8);
  bytes.set(packet.payload, HEADER);
  return bytes;
}
