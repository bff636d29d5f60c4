import { setImmediate } from "node:timers/promises";
import { OggOpusDecoder } from "ogg-opus-decoder";
import { concat, fromFloats } from "../pcm/level.ts";
import { resampler } from "../pcm/resample.ts";

/** About two seconds of a voice note: decoded in one go, then the event loop is let in. */
const SLICE_BYTES = 8_192;

/**
 * An Ogg/Opus file as 16 kHz mono samples; undefined when it holds no Opus that can be decoded. Decoding stops soon
 * after `longestSeconds`. Works in slices so that a long note never holds up the event loop.
 */
export async function decodeOggOpus(
  file: Uint8Array,
  longestSeconds: number,
): Promise<Int16Array | undefined> {
  const decoder = new OggOpusDecoder();
  const parts: Int16Array[] = [];
  let samples = 0;
  try {
    await decoder.ready;
    for (let at = 0; at < file.length && samples <= longestSeconds * 48_000; at += SLICE_BYTES) {
      const slice = await decoder.decode(file.subarray(at, at + SLICE_BYTES));
      samples += slice.samplesDecoded;
      if (slice.samplesDecoded > 0) parts.push(fromFloats(slice.channelData));
      await setImmediate();
    }
    const rest = await decoder.flush();
    if (rest.samplesDecoded > 0) parts.push(fromFloats(rest.channelData));
  } catch {
    return undefined;
  } finally {
    decoder.free();
  }
  const whole = concat(parts);
  return whole.length === 0 ? undefined : resampler(48_000, 16_000)(whole);
}
