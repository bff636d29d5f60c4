import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HotelbotError } from "../../src/errors.ts";
import { type FfmpegResult, ffmpeg } from "../pcm/ffmpeg.ts";
import { fromBytes } from "../pcm/level.ts";
import { resample } from "../pcm/resample.ts";
import { readWav } from "../pcm/wav.ts";
import { decodeOggOpus } from "./ogg-opus.ts";

/** Longer recordings are not a guest's message: 20 minutes. */
export const LONGEST_SECONDS = 1_200;
const RATE = 16_000;

/** What a guest's phone records in. Playlists and the like, which make ffmpeg open other files, are not among them. */
const DEMUXERS = "aac,amr,asf,caf,flac,matroska,mov,mp3,ogg,wav,aiff,au";

/**
 * A whole audio file as 16 kHz mono samples. WhatsApp's Ogg/Opus and plain WAV are read here, everything else (FLAC,
 * MP3, AMR, M4A…) by an ffmpeg child. Rejects with AUDIO_UNREADABLE, or SPEECH_VOICE_MISSING when ffmpeg is needed
 * and not installed.
 */
export async function decodeAudio(
  file: Uint8Array,
  options: { readonly ffmpeg?: string; readonly signal?: AbortSignal } = {},
): Promise<Int16Array> {
  if (file.length === 0) throw new HotelbotError("AUDIO_UNREADABLE", { what: "it is empty" });
  const wav = readWav(file);
  if (wav) return bounded(resample(wav.samples, wav.rate, RATE));
  const opus = startsWith(file, "OggS") ? await decodeOggOpus(file, LONGEST_SECONDS) : undefined;
  if (opus) return bounded(opus);
  const result = await convert(file, options);
  options.signal?.throwIfAborted();
  if (!result.ok && result.missing) throw new HotelbotError("SPEECH_VOICE_MISSING", { what: result.why });
  if (!result.ok) throw new HotelbotError("AUDIO_UNREADABLE", { what: result.why });
  const samples = fromBytes(result.bytes);
  if (samples.length === 0) throw new HotelbotError("AUDIO_UNREADABLE", { what: "there is no sound in it" });
  return bounded(samples);
}

function bounded(samples: Int16Array): Int16Array {
  if (samples.length <= LONGEST_SECONDS * RATE) return samples;
  throw new HotelbotError("AUDIO_UNREADABLE", { what: `it is longer than ${LONGEST_SECONDS / 60} minutes` });
}

async function convert(
  file: Uint8Array,
  options: { readonly ffmpeg?: string; readonly signal?: AbortSignal },
): Promise<FfmpegResult> {
  const run = (protocol: string, source: string, input?: Uint8Array): Promise<FfmpegResult> =>
    ffmpeg(
      ["-protocol_whitelist", protocol, "-format_whitelist", DEMUXERS, "-i", source, "-map", "a:0"].concat([
        "-t",
        String(LONGEST_SECONDS + 1),
        "-ac",
        "1",
        "-ar",
        String(RATE),
        "-f",
        "s16le",
        "pipe:1",
      ]),
      input,
      {
        maxBytes: (LONGEST_SECONDS + 2) * RATE * 2,
        ...(options.ffmpeg ? { binary: options.ffmpeg } : {}),
        ...(options.signal ? { signal: options.signal } : {}),
      },
    );
  // An MP4 may keep its index at the end, and ffmpeg cannot seek in a pipe.
  if (!startsWith(file.subarray(4), "ftyp")) return run("pipe,fd", "pipe:0", file);
  const folder = await mkdtemp(join(tmpdir(), "hotelbot-audio-"));
  try {
    const path = join(folder, "note.m4a");
    await writeFile(path, file, { mode: 0o600 });
    return await run("file", path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function startsWith(file: Uint8Array, ascii: string): boolean {
  return (
    Buffer.from(file.buffer, file.byteOffset, Math.min(ascii.length, file.length)).toString("latin1") ===
    ascii
  );
}
