/** One AudioSocket message: `[type][length, 16 bit big endian][payload]`. */
export interface Message {
  readonly type: number;
  readonly payload: Buffer;
}

export const HANG_UP = 0x00;
export const UUID = 0x01;
export const DIGIT = 0x03;
export const SOUND_8K = 0x10;
export const SOUND_16K = 0x12;
export const FAILURE = 0xff;

/** Cuts a stream of bytes into messages. Whatever the pieces, each message comes out once and whole. */
export function messages(): (bytes: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const whole: Message[] = [];
    let at = 0;
    while (rest.length - at >= 3) {
      const end = at + 3 + rest.readUInt16BE(at + 1);
      if (rest.length < end) break;
      whole.push({ type: rest.readUInt8(at), payload: rest.subarray(at + 3, end) });
      at = end;
    }
    rest = rest.subarray(at);
    return whole;
  };
}

export function message(type: number, payload: Uint8Array = new Uint8Array(0)): Buffer {
  const bytes = Buffer.alloc(3 + payload.length);
  bytes.writeUInt8(type, 0);
  bytes.writeUInt16BE(payload.length, 1);
  bytes.set(payload, 3);
  return bytes;
}

/** Little endian samples; copied, since the three bytes before them leave them at odd places. */
export function samples(payload: Buffer): Int16Array {
  const pcm = new Int16Array(payload.length >> 1);
  for (let i = 0; i < pcm.length; i++) pcm[i] = payload.readInt16LE(i * 2);
  return pcm;
}

export function sound(pcm: Int16Array): Buffer {
  const bytes = Buffer.alloc(pcm.length * 2);
  for (let i = 0; i < pcm.length; i++) bytes.writeInt16LE(pcm[i] ?? 0, i * 2);
  return bytes;
}

export function uuidOf(payload: Buffer): string | undefined {
  if (payload.length !== 16) return undefined;
  return payload.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
