import type { Language } from "../../src/domain/language.ts";
import type { LanguageOdds } from "../../src/domain/speech.ts";
import { HotelbotError } from "../../src/errors.ts";
import { resample } from "../pcm/resample.ts";
import { audioContext, FULL_WINDOW, WIDER_WINDOW } from "./audio-context.ts";
import type { Engine } from "./engine.ts";
import { type Heard, meanLog } from "./engine-request.ts";
import { type Refusal, refusal } from "./guards.ts";
import { candidates, languageScore } from "./language-choice.ts";
import { collapseLoops } from "./loops.ts";
import type { Chunk } from "./spans.ts";

export interface ChunkOptions {
  readonly language: Language;
  /** Given: the language is not settled yet and is chosen among these. */
  readonly among?: readonly Language[];
  /** See {@link languageOdds}: with them no reading asks for the language. */
  readonly odds?: LanguageOdds;
  readonly prompt?: string;
  readonly signal?: AbortSignal;
  /** Somebody waits: no second hearing with a wider window, and a slower one only where the engine is fast. */
  readonly quick?: boolean;
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
/** Less sure than this (one human clip in six) is heard again with the full window, and the surer reading kept. */
const DOUBTFUL_LOG_PROB = -0.5;
/**
 * Less sure than this or refused, it is heard again spoken so much slower, and the surer reading kept. Of 96 human clips
 * over a telephone line and unsure at −0.3 (half of them) 22.3 % of the Spanish words were wrong so instead of 25.4, and
 * 14.7 of the English both times. Where somebody waits only the worst are worth half a second: at −0.7 people are heard
 * as before (25.8), none is refused instead of two, and of eSpeak's sentences 43 instead of 57 % are wrong (English 42
 * for 45, Portuguese 85 for 90).
 */
const UNSURE_LOG_PROB = -0.3;
const WORST_LOG_PROB = -0.7;
const SLOWER = 1.2;
const SLOWEST_SAMPLES = (16_000 * 30) / SLOWER;
/** A caller waits for a second hearing where the first took no longer: 0.35 s on two cores of 2024. */
const SPARE_MS = 600;
/** Fewer characters a second than this, and the loop swallowed part of what was said. */
const SLOWEST = 5;
/** Readings of a turn somebody waits for, whose language is not sure: each is half a second. */
const MOST_TRIED = 2;
/** What a wider window can cure; silence, noise and phantoms it cannot. */
const CURABLE: readonly Refusal[] = ["loop", "too_fast", "low_confidence"];

/** Hears one chunk: in the right language, again with a wider window when that looks wrong, and past every guard. */
export async function hearChunk(
  engine: Pick<Engine, "infer">,
  chunk: Chunk,
  options: ChunkOptions,
): Promise<HeardChunk> {
  const pcm = padded(chunk.pcm);
  const usual = audioContext(chunk.pcm.length / 16_000);
  const slower = (): Int16Array => padded(resample(chunk.pcm, 16_000, 16_000 * SLOWER));
  const read = async (ask: Ask): Promise<HeardChunk> => {
    // The prompt is in the language expected; before another it would only mislead.
    const prompt = ask.prompt ?? (ask.language === options.language ? options.prompt : undefined);
    const heard = await engine.infer(ask.slower ? slower() : pcm, {
      language: ask.language,
      audioCtx: ask.audioCtx ?? usual,
      wantLanguages: ask.wantLanguages ?? false,
      ...(prompt ? { prompt } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return judged(heard, ask.language, chunk.speechSeconds, prompt);
  };
  let reading = await inItsLanguage(options, read);
  if (reading.refused === "prompt_echo") {
    const without = await read({ language: reading.language, prompt: "" });
    if (!without.refused) reading = without;
  }
  for (const wider of options.quick ? [] : [WIDER_WINDOW, FULL_WINDOW]) {
    if (wider <= usual || !worthAgain(reading, chunk.speechSeconds, wider)) continue;
    const again = await read({ language: reading.language, audioCtx: wider }).catch(unlessLate);
    if (again && better(again, reading)) reading = again;
  }
  const spare = !options.quick || reading.heard.ms <= SPARE_MS;
  const limit = options.quick ? WORST_LOG_PROB : UNSURE_LOG_PROB;
  if (spare && chunk.pcm.length <= SLOWEST_SAMPLES && unsure(reading, limit)) {
    const audioCtx = audioContext((chunk.pcm.length * SLOWER) / 16_000);
    const again = await read({ language: reading.language, audioCtx, slower: true }).catch(unlessLate);
    if (again && better(again, reading)) reading = again;
  }
  return reading;
}

interface Ask {
  readonly language: Language;
  readonly audioCtx?: number;
  readonly wantLanguages?: boolean;
  /** See {@link SLOWER}. */
  readonly slower?: boolean;
  /** Instead of the usual one; empty for none. */
  readonly prompt?: string;
}

/**
 * How likely each language is that a stretch of speech is in: a reading and an encoder pass, 1.8 times the time of a
 * reading. Rejects as the engine's `infer` does.
 */
export async function languageOdds(
  engine: Pick<Engine, "infer">,
  pcm: Int16Array,
  options: { readonly language: Language; readonly signal?: AbortSignal },
): Promise<LanguageOdds> {
  const heard = await engine.infer(padded(pcm), {
    ...options,
    audioCtx: audioContext(pcm.length / 16_000),
    wantLanguages: true,
  });
  return heard.languages ?? {};
}

/** The reading in the language that was spoken, as far as can be told. */
async function inItsLanguage(
  { language, among, odds: known }: ChunkOptions,
  read: (ask: Ask) => Promise<HeardChunk>,
): Promise<HeardChunk> {
  if (!among) return await read({ language });
  const first = known ? undefined : await read({ language, wantLanguages: true });
  const odds = known ?? first?.heard.languages;
  if (!odds) return first ?? (await read({ language }));
  const worth = candidates(language, among, odds);
  const readings: HeardChunk[] = [];
  for (const each of known ? worth.slice(0, MOST_TRIED) : worth) {
    readings.push(first && each === language ? first : await read({ language: each }));
  }
  const score = (reading: HeardChunk): number =>
    languageScore(reading.language, among, odds, reading.heard.meanLogProb);
  return readings.reduce((best, each) => (score(each) > score(best) ? each : best));
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

/**
 * A loop's first copy is good as often as not: it is heard again when it is unsure or too short for the sound, first
 * with the window that cures most loops. Without a loop that window changes nothing, so doubt goes straight to the full.
 */
function worthAgain(reading: HeardChunk, speechSeconds: number, window: number): boolean {
  if (reading.refused && !CURABLE.includes(reading.refused)) return false;
  const looped = reading.copies > 0 || reading.refused === "loop" || reading.refused === "too_fast";
  const doubtful = reading.heard.meanLogProb < DOUBTFUL_LOG_PROB;
  if (!looped) return doubtful && window === FULL_WINDOW;
  return doubtful || reading.refused !== undefined || reading.text.length < SLOWEST * speechSeconds;
}

function unsure({ refused, heard }: HeardChunk, limit: number): boolean {
  return refused ? CURABLE.includes(refused) : heard.meanLogProb < limit;
}

/** A second hearing that takes too long on a busy machine does not take away the first. */
function unlessLate(error: unknown): undefined {
  if (error instanceof HotelbotError && error.code === "SPEECH_ENGINE_TIMEOUT") return undefined;
  throw error;
}

function better(again: HeardChunk, before: HeardChunk): boolean {
  if (before.refused || again.refused) return !again.refused;
  if (before.copies > 0 && again.copies === 0) return true;
  return again.heard.meanLogProb > before.heard.meanLogProb;
}

function padded(pcm: Int16Array): Int16Array {
  if (pcm.length >= SHORTEST_SAMPLES) return pcm;
  const out = new Int16Array(SHORTEST_SAMPLES);
  out.set(pcm);
  return out;
}
