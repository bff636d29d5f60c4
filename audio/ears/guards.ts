import { gzipSync } from "node:zlib";
import type { Transcript } from "../../src/domain/speech.ts";
import type { Heard } from "./engine-request.ts";
import { FASTEST, GATE_LOSS_SECONDS, key } from "./loops.ts";
import { isPhantom } from "./phantoms.ts";

export type Refusal = NonNullable<Transcript["refused"]>;

/** A reading of one chunk, its loops collapsed already, and what is known of the sound it came from. */
export interface Reading {
  readonly text: string;
  readonly heard: Heard;
  readonly speechSeconds: number;
  readonly prompt?: string;
}

const NO_SPEECH = 0.6;
const NO_SPEECH_LOG_PROB = -1.0;
const LEAST_LOG_PROB = -1.2;
/** Rumble, music, ringing, knocks: −1.7 to −3.3 in every language. Of 106 human clips three lie below −1.2. */
export const HOPELESS_LOG_PROB = -1.7;
const MOST_COMPRESSED = 2.4;

/** Why a reading may not be believed, or undefined when it may. Pure. */
export function refusal(reading: Reading): Refusal | undefined {
  const { text, heard, speechSeconds, prompt } = reading;
  if (!/[\p{L}\p{N}]/u.test(text)) return "noise";
  if (isPhantom(text, speechSeconds)) return "phantom";
  if (heard.meanLogProb < HOPELESS_LOG_PROB) return "noise";
  if (prompt && echoes(text, prompt)) return "prompt_echo";
  if (heard.noSpeech > NO_SPEECH && heard.meanLogProb < NO_SPEECH_LOG_PROB) return "noise";
  if (compression(text) > MOST_COMPRESSED) return "loop";
  if (text.length > FASTEST * (speechSeconds + GATE_LOSS_SECONDS)) return "too_fast";
  if (heard.meanLogProb < LEAST_LOG_PROB) return "low_confidence";
  return undefined;
}

/** Bytes over gzipped bytes: sentences reach 1.5 or so, a text that repeats itself much more. */
export function compression(text: string): number {
  const bytes = Buffer.from(text, "utf8");
  return bytes.length / gzipSync(bytes).length;
}

/**
 * True when the text is a piece of the prompt of four words and more: unclear sound makes Whisper read it out. Fewer
 * words are what the prompt is for: «habitación doble» is likely said by a guest.
 */
export function echoes(text: string, prompt: string): boolean {
  const said = keys(text);
  if (said.length < 4) return false;
  return ` ${keys(prompt).join(" ")} `.includes(` ${said.join(" ")} `);
}

function keys(text: string): string[] {
  return text.split(/\s+/).filter(Boolean).map(key);
}
