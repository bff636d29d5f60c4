/** Root mean square of samples, 0…32,768. */
export function rms(pcm: Int16Array): number {
  let sum = 0;
  for (let i = 0; i < pcm.length; i++) sum += (pcm[i] ?? 0) ** 2;
  return pcm.length === 0 ? 0 : Math.sqrt(sum / pcm.length);
}

/** Floats in −1…1, one array per channel, as one channel of 16-bit samples. */
export function fromFloats(channels: readonly Float32Array[]): Int16Array {
  const out = new Int16Array(channels[0]?.length ?? 0);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (const channel of channels) sum += channel[i] ?? 0;
    const value = Math.round((sum / channels.length) * 32_767);
    out[i] = Math.max(-32_768, Math.min(32_767, value));
  }
  return out;
}

/** One array after the other. */
export function concat(parts: readonly Int16Array[]): Int16Array {
  const out = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Little-endian bytes as samples; an odd last byte is dropped. Copies, so any alignment will do. */
export function fromBytes(bytes: Uint8Array): Int16Array {
  // A Buffer's own slice would share its memory.
  const copy = Uint8Array.prototype.slice.call(bytes, 0, bytes.length - (bytes.length % 2));
  return new Int16Array(copy.buffer, 0, copy.length / 2);
}

export function toBytes(pcm: Int16Array): Uint8Array {
  return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}
