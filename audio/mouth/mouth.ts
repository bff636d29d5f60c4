import type { Language } from "../../src/domain/language.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import type { SpeechState, TextToSpeech } from "../../src/domain/speech.ts";
import { asHotelbotError, HotelbotError } from "../../src/errors.ts";
import { concat } from "../pcm/level.ts";
import { resampler } from "../pcm/resample.ts";
import { createVoicePool, type PoolOptions } from "./espeak-pool.ts";
import { sentences } from "./sentences.ts";
import { speakable } from "./speakable.ts";
import { encodeVoiceNote, hasOpus } from "./voice-note.ts";

export interface MouthOptions extends PoolOptions {
  /** Default: every language. */
  readonly languages?: readonly Language[];
  /** Default «ffmpeg» on the PATH. */
  readonly ffmpeg?: string;
}

export interface Mouth extends TextToSpeech {
  /** Resolves when it can speak, or cannot (see `state`). Never rejects. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The text spoken, 16 kHz mono. Rejects with SPEECH_VOICE_MISSING. */
  speak(text: string, language: Language): Promise<Int16Array>;
}

const RATE = 16_000;
/** Between two sentences: 250 ms. */
const BREATH = new Int16Array(RATE / 4);

/** A mouth on espeak-ng, with voice notes coded by ffmpeg. Works before `start` too, only slower to begin. */
export function createMouth(options: MouthOptions = {}): Mouth {
  const pool = createVoicePool(options.languages ?? LANGUAGES, options);
  const toRate = new Map<number, (pcm: Int16Array) => Int16Array>();
  let failure: HotelbotError | undefined = new HotelbotError("SPEECH_VOICE_MISSING", {
    what: "it has not been started",
  });

  const atRate = (rate: number): ((pcm: Int16Array) => Int16Array) => {
    const known = toRate.get(rate) ?? resampler(rate, RATE);
    toRate.set(rate, known);
    return known;
  };
  const speak = async (text: string, language: Language): Promise<Int16Array> => {
    const parts: Int16Array[] = [];
    for (const line of sentences(speakable(text, language))) {
      const { rate, samples } = await pool.say(line, language);
      if (parts.length > 0) parts.push(BREATH);
      parts.push(atRate(rate)(samples));
    }
    return concat(parts);
  };

  return {
    start: async () => {
      try {
        await pool.start();
        await hasOpus(options.ffmpeg);
        failure = undefined;
      } catch (error) {
        failure = asHotelbotError(error);
      }
    },
    stop: async () => {
      failure = new HotelbotError("SPEECH_VOICE_MISSING", { what: "it has been stopped" });
      await pool.stop();
    },
    state: (): SpeechState =>
      failure ? { ready: false, why: `${failure.message} ${failure.cure}` } : { ready: true },
    speak,
    voiceNote: async (text, language) => {
      const pcm = await speak(text, language);
      if (pcm.length === 0)
        throw new HotelbotError("REQUEST_INVALID", { what: "there is nothing to say in it" });
      return await encodeVoiceNote(pcm, options.ffmpeg);
    },
  };
}
