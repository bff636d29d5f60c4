import { execa } from "execa";
import { HotelbotError } from "../../src/errors.ts";
import { ffmpeg } from "../pcm/ffmpeg.ts";
import { toBytes } from "../pcm/level.ts";

/**
 * 16 kHz mono samples as the file WhatsApp shows as a voice note: Ogg/Opus, mono, 24 kbit/s (espeak gains nothing
 * from more), about 3 kB a second. Rejects with SPEECH_VOICE_MISSING.
 */
export async function encodeVoiceNote(pcm: Int16Array, binary?: string): Promise<Uint8Array> {
  const input = ["-f", "s16le", "-ar", "16000", "-ac", "1", "-i", "pipe:0"];
  const output = ["-c:a", "libopus", "-b:a", "24k", "-application", "voip", "-f", "ogg", "pipe:1"];
  const result = await ffmpeg([...input, ...output], toBytes(pcm), {
    maxBytes: 16 * 1024 * 1024,
    ...(binary ? { binary } : {}),
  });
  if (result.ok && result.bytes.length > 0) return result.bytes;
  throw new HotelbotError("SPEECH_VOICE_MISSING", { what: result.ok ? "ffmpeg gave no sound" : result.why });
}

/** Rejects with SPEECH_VOICE_MISSING unless there is an ffmpeg that can write Opus. */
export async function hasOpus(binary = "ffmpeg"): Promise<void> {
  const result = await execa(binary, ["-hide_banner", "-encoders"], {
    stdin: "ignore",
    timeout: 10_000,
    reject: false,
  });
  if (result.failed) throw new HotelbotError("SPEECH_VOICE_MISSING", { what: `${binary} is not installed` });
  if (!result.stdout.includes("libopus")) {
    throw new HotelbotError("SPEECH_VOICE_MISSING", { what: `${binary} cannot write Opus` });
  }
}
