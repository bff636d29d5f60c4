import type { Language } from "../../src/domain/language.ts";
import { audioContext, FULL_WINDOW, WIDER_WINDOW } from "./audio-context.ts";
import type { Engine } from "./engine.ts";
import { type Heard, meanLog } from "./engine-request.ts";
import { type Refusal, refusal } from "./guards.ts";
import { chooseLanguage } from "./language-choice.ts";
import { collapseLoops } from "./loops.ts";
import type { Chunk } from "./spans.ts";

export interface ChunkOptions {
  readonly language: Language;
  /** Given: the language is not settled yet and is chosen among these. */
  readonly among?: readonly Language[];
  readonly prompt?: string;
  readonly signal?: AbortSignal;
}

export interface HeardChunk {
  readonly text: string;
  readonly language: Language;
  readonly heard: Heard;
  /** Loop copies that were dropped. */
  readonly copies: number;
  readonly refused?: Refusal;
}

/** Whisper answers nothing to less than a second. */
const SHORTEST_SAMPLES = 19_200;
/** A first copy less sure than this is not kept unheard. */
const DOUBTFUL_LOG_PROB = -0.7;
/** Fewer characters a second than this, and the loop swallowed part of what was said. */
const SLOWEST = 5;
/** What a wider window can cure; silence, noise and phantoms it cannot. */
const CURABLE: readonly Refusal[] = ["loop", "too_fast", "low_confidence"];

/** Hears one chunk: in the right language, again with a wider window when that looks wrong, and past every guard. */
export async function hearChunk(engine: Engine, chunk: Chunk, options: ChunkOptions): Promise<HeardChunk> {
  const pcm = padded(chunk.pcm);
  const usual = audioContext(chunk.pcm.length / 16_000);
  const read = async (language: Language, audioCtx: number, wantLanguages: boolean): Promise<HeardChunk> => {
    const heard = await engine.infer(pcm, {
      language,
      audioCtx,
      wantLanguages,
      ...(options.prompt ? { prompt: options.prompt } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return judged(heard, language, chunk.speechSeconds, options.prompt);
  };
  let reading = await read(options.language, usual, options.among !== undefined);
  if (options.among && reading.heard.languages) {
    const language = chooseLanguage(options.language, options.among, reading.heard.languages);
    if (language !== options.language) reading = await read(language, usual, false);
  }
  for (const wider of [WIDER_WINDOW, FULL_WINDOW]) {
    if (wider <= usual || !looksWrong(reading, chunk.speechSeconds)) continue;
    const again = await read(reading.language, wider, false);
    if (better(again, reading)) reading = again;
  }
  return reading;
}

function judged(
  heard: Heard,
  language: Language,
  speechSeconds: number,
  prompt: string | undefined,
): HeardChunk {
  const { text, copies } = collapseLoops(heard.text, speechSeconds);
  const meanLogProb = copies > 0 ? firstCopyLogProb(heard, text.length) : heard.meanLogProb;
  const kept = { ...heard, meanLogProb };
  const refused = refusal({ text, heard: kept, speechSeconds, ...(prompt ? { prompt } : {}) });
  return { text, language, heard: kept, copies, ...(refused ? { refused } : {}) };
}

/** The copies of a loop are the surest tokens there are, so only what is kept is judged. */
function firstCopyLogProb(heard: Heard, characters: number): number {
  let length = 0;
  const kept = heard.words.filter((word) => {
    length += word.text.length;
    return length <= characters + 1;
  });
  return meanLog(kept.length > 0 ? kept : heard.words);
}

/** A loop's first copy is good as often as not: it is heard again when it is unsure or too short for the sound. */
function looksWrong(reading: HeardChunk, speechSeconds: number): boolean {
  if (reading.refused) return CURABLE.includes(reading.refused);
  if (reading.copies === 0) return false;
  return reading.heard.meanLogProb < DOUBTFUL_LOG_PROB || reading.text.length < SLOWEST * speechSeconds;
}

function better(again: HeardChunk, before: HeardChunk): boolean {
  if (before.refused || again.refused) return !again.refused;
  return again.copies === 0 || again.heard.meanLogProb > before.heard.meanLogProb;
}

function padded(pcm: Int16Array): Int16Array {
  if (pcm.length >= SHORTEST_SAMPLES) return pcm;
  const out = new Int16Array(SHORTEST_SAMPLES);
  out.set(pcm);
  return out;
}
