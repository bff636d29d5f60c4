import type { Language } from "./language.ts";

/** What was heard. `refused` says why nothing may be acted on; `text` is then empty. */
export interface Transcript {
  readonly text: string;
  readonly language: Language;
  /** 0…1, from the engine's own probabilities. */
  readonly confidence: number;
  /** Seconds of audio, and of speech in it. */
  readonly seconds: number;
  readonly speechSeconds: number;
  /** Milliseconds the engine took. */
  readonly engineMs: number;
  readonly refused?: "silence" | "noise" | "loop" | "phantom" | "prompt_echo" | "low_confidence" | "too_fast";
}

export interface HearOptions {
  /** Given: used as it is. Missing: chosen among `among`. */
  readonly language?: Language;
  readonly among: readonly Language[];
  /** How likely each language is, where the beginning of this speech was asked already: it is not asked again. */
  readonly odds?: LanguageOdds;
  /** The hotel's words, as a sentence, to bias spelling. */
  readonly prompt?: string;
  readonly signal?: AbortSignal;
  /** Somebody waits on the line: what is doubtful is not heard a second time. */
  readonly quick?: boolean;
}

/** ISO code → how likely a language is, 0…1, over all that the model knows. */
export type LanguageOdds = Readonly<Record<string, number>>;

/** Ears. Rejects with SPEECH_ENGINE_MISSING, SPEECH_ENGINE_TIMEOUT or AUDIO_UNREADABLE. */
export interface SpeechToText {
  /** `audio` is a whole file as received (Ogg/Opus, WAV, FLAC, AMR…). */
  hear(audio: Uint8Array, mimeType: string, options: HearOptions): Promise<Transcript>;
  /** Ready, or the sentence that says why not. */
  state(): SpeechState;
}

export type SpeechState = { readonly ready: true } | { readonly ready: false; readonly why: string };

/** Mouth. Rejects with SPEECH_VOICE_MISSING. */
export interface TextToSpeech {
  /** A voice note: Ogg/Opus, mono, ready for WhatsApp. */
  voiceNote(text: string, language: Language): Promise<Uint8Array>;
  state(): SpeechState;
}
