import { Agent, FormData, request } from "undici";
import { writeWav } from "../pcm/wav.ts";

/** What is asked of the engine for one stretch of 16 kHz audio of at most 30 s. */
export interface InferOptions {
  /** ISO 639-1; one that the model knows. */
  readonly language: string;
  /** Encoder positions, 50 a second: 512 … 1,500. */
  readonly audioCtx: number;
  readonly prompt?: string;
  /** Also answer how likely each language is: one encoder pass more. */
  readonly wantLanguages?: boolean;
  readonly signal?: AbortSignal;
}

export interface HeardWord {
  readonly text: string;
  readonly probability: number;
}

export interface Heard {
  readonly text: string;
  readonly words: readonly HeardWord[];
  /** Mean natural logarithm of the tokens' probabilities; 0 when there are none. */
  readonly meanLogProb: number;
  /** The model's own opinion that nobody spoke, 0…1. */
  readonly noSpeech: number;
  /** How long the engine took, ms, without any waiting in line. */
  readonly ms: number;
  /** ISO code → probability over all the model's languages; only when asked for. */
  readonly languages?: Readonly<Record<string, number>>;
}

interface VerboseJson {
  readonly segments?: readonly {
    readonly text?: string;
    readonly no_speech_prob?: number;
    readonly words?: readonly { readonly word?: string; readonly probability?: number }[];
  }[];
  readonly language_probabilities?: Readonly<Record<string, number>>;
}

/**
 * One inference by HTTP. Greedy at temperature 0 without fallback and without timestamps: over 120 human clips beam
 * search and fallback cost up to three times the time and won nothing, timestamps cost 20 points of WER in Portuguese.
 * Closing the socket (the signal) makes the server abort. Rejects with whatever undici says.
 */
export async function infer(url: string, pcm: Int16Array, options: InferOptions): Promise<Heard> {
  const form = new FormData();
  form.set("file", new Blob([writeWav({ rate: 16_000, samples: pcm })]), "turn.wav");
  form.set("response_format", "verbose_json");
  form.set("language", options.language);
  form.set("audio_ctx", String(options.audioCtx));
  form.set("temperature", "0");
  form.set("temperature_inc", "0");
  form.set("no_timestamps", "true");
  form.set("suppress_nst", "true");
  form.set("no_language_probabilities", options.wantLanguages ? "false" : "true");
  if (options.prompt) form.set("prompt", options.prompt);
  const started = performance.now();
  const { status, body } = await post(`${url}/inference`, form, options.signal);
  if (status !== 200) throw new Error(`the engine answered ${status}: ${body.slice(0, 120)}`);
  return readHeard(JSON.parse(body) as VerboseJson, performance.now() - started);
}

/**
 * On a dispatcher of its own: the global one may be Node's, made by whoever fetched first in this process, and that one
 * never sends a body of this FormData class.
 */
async function post(
  url: string,
  form: FormData,
  signal: AbortSignal | undefined,
): Promise<{ status: number; body: string }> {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  try {
    const response = await request(url, {
      method: "POST",
      body: form,
      dispatcher,
      ...(signal ? { signal } : {}),
    });
    return { status: response.statusCode, body: await response.body.text() };
  } finally {
    await dispatcher.destroy();
  }
}

/** The engine's verbose_json as what we use of it. Pure. */
export function readHeard(answer: VerboseJson, ms: number): Heard {
  const segments = answer.segments ?? [];
  const words = segments
    .flatMap((segment) => segment.words ?? [])
    .map((word) => ({ text: word.word ?? "", probability: word.probability ?? 0 }));
  return {
    text: segments
      .map((segment) => segment.text ?? "")
      .join("")
      .replace(/\s+/g, " ")
      .trim(),
    words,
    meanLogProb: meanLog(words),
    ms,
    noSpeech: Math.max(0, ...segments.map((segment) => segment.no_speech_prob ?? 0)),
    ...(answer.language_probabilities ? { languages: answer.language_probabilities } : {}),
  };
}

/** Mean natural logarithm of the probabilities; 0 for no words. */
export function meanLog(words: readonly HeardWord[]): number {
  const logs = words.map((word) => Math.log(Math.max(word.probability, 1e-6)));
  return logs.length === 0 ? 0 : logs.reduce((sum, log) => sum + log, 0) / logs.length;
}
