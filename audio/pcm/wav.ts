/** Mono 16-bit samples with their rate in Hz. */
export interface Pcm {
  readonly rate: number;
  readonly samples: Int16Array;
}

/** A canonical 44-byte-header WAV file. */
export function writeWav({ rate, samples }: Pcm): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(out.buffer);
  const ascii = (at: number, text: string): void => out.set(new TextEncoder().encode(text), at);
  ascii(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, "data");
  view.setUint32(40, samples.length * 2, true);
  for (let i = 0; i < samples.length; i++) view.setInt16(44 + i * 2, samples[i] ?? 0, true);
  return out;
}

/**
 * Reads 16-bit PCM WAV of any rate and channel count, channels averaged into one. Sizes in the header that are larger
 * than the file (a stream's, as espeak-ng writes) mean «to the end». Undefined for every other coding.
 */
export function readWav(file: Uint8Array): Pcm | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tag = (at: number): string => String.fromCharCode(...file.subarray(at, at + 4));
  if (file.length < 12 || tag(0) !== "RIFF" || tag(8) !== "WAVE") return undefined;
  let format: { channels: number; rate: number } | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(at) === "fmt " && size >= 16 && body + 16 <= file.length) {
      format = pcmFormat(view, body);
      if (!format) return undefined;
    }
    if (tag(at) === "data" && format) {
      return {
        rate: format.rate,
        samples: mono(view, body, Math.min(size, file.length - body), format.channels),
      };
    }
    at = body + size + (size % 2);
  }
  return undefined;
}

const PLAIN_PCM = 1;
const EXTENSIBLE = 0xfffe;

function pcmFormat(view: DataView, at: number): { channels: number; rate: number } | undefined {
  const coding = view.getUint16(at, true);
  const subCoding =
    coding === EXTENSIBLE && at + 26 <= view.byteLength ? view.getUint16(at + 24, true) : coding;
  const channels = view.getUint16(at + 2, true);
  const rate = view.getUint32(at + 4, true);
  const sane = channels >= 1 && channels <= 8 && rate >= 4_000 && rate <= 192_000;
  return subCoding === PLAIN_PCM && view.getUint16(at + 14, true) === 16 && sane
    ? { channels, rate }
    : undefined;
}

function mono(view: DataView, at: number, bytes: number, channels: number): Int16Array {
  const out = new Int16Array(Math.floor(bytes / (2 * channels)));
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += view.getInt16(at + (i * channels + c) * 2, true);
    out[i] = Math.round(sum / channels);
  }
  return out;
}
