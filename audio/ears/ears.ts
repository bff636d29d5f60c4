import type { Language } from "../../src/domain/language.ts";
import type { HearOptions, LanguageOdds, SpeechToText, Transcript } from "../../src/domain/speech.ts";
import { HotelbotError } from "../../src/errors.ts";
import { rms } from "../pcm/level.ts";
import { hearChunk, languageOdds } from "./chunk.ts";
import { confidence } from "./confidence.ts";
import { decodeAudio } from "./decode.ts";
import { createEngine, type Engine, type EngineOptions } from "./engine.ts";
import type { Refusal } from "./guards.ts";
import { chunks, secondsOf, speechSpans } from "./spans.ts";
import { createVad, type Vad } from "./vad.ts";

export interface EarsOptions extends EngineOptions {
  /** Default «ffmpeg» on the PATH. */
  readonly ffmpeg?: string;
}

export interface Ears extends SpeechToText {
  /** Resolves when the engine hears, or could not be started (see `state`). Never rejects. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The same as `hear` for 16 kHz mono samples. */
  hearPcm(pcm: Int16Array, options: HearOptions): Promise<Transcript>;
  /** What the beginning of a turn tells of its language, to be given as `odds` with the whole. Rejects as `hear`. */
  oddsOf(pcm: Int16Array, language: Language, signal: AbortSignal): Promise<LanguageOdds>;
  readonly engine: Engine;
}

/** Less speech than this is not asked about: most of what Whisper invents, it invents for silence. */
const LEAST_SPEECH_SECONDS = 0.25;
/** Louder than this (−45 dBFS) with no speech in it is a noise, not silence. */
const NOISE_LEVEL = 180;

/** Ears on a resident engine: decode, find the speech, hear it in chunks, believe nothing doubtful. */
export function createEars(options: EarsOptions): Ears {
  const engine = createEngine(options);
  let loading: Promise<Vad> | undefined;
  const vad = (): Promise<Vad> => {
    loading ??= createVad();
    return loading;
  };

  const hearPcm = async (pcm: Int16Array, ask: HearOptions): Promise<Transcript> => {
    const first = ask.language ?? ask.among[0];
    if (!first) throw new HotelbotError("REQUEST_INVALID", { what: "no language to hear in" });
    const frames = (await vad())(pcm);
    const spans = speechSpans(frames);
    const speechSeconds = secondsOf(spans);
    const about = { seconds: pcm.length / 16_000, speechSeconds };
    if (speechSeconds < LEAST_SPEECH_SECONDS) {
      const why: Refusal = rms(pcm) > NOISE_LEVEL ? "noise" : "silence";
      return { ...about, text: "", language: first, confidence: 0, engineMs: 0, refused: why };
    }
    let engineMs = 0;
    const timed: Pick<Engine, "infer"> = {
      infer: async (samples, how) => {
        const heard = await engine.infer(samples, how);
        engineMs += heard.ms;
        return heard;
      },
    };
    let language: Language = first;
    let settled = ask.language !== undefined || ask.among.length < 2;
    const parts: { text: string; sure: number }[] = [];
    let refused: Refusal | undefined;
    for (const chunk of chunks(pcm, frames, spans)) {
      const heard = await hearChunk(timed, chunk, {
        language,
        ...(settled ? {} : { among: ask.among, ...(ask.odds ? { odds: ask.odds } : {}) }),
        ...(ask.prompt && language === first ? { prompt: ask.prompt } : {}),
        ...(ask.signal ? { signal: ask.signal } : {}),
        ...(ask.quick ? { quick: true } : {}),
      });
      language = heard.language;
      if (heard.refused) {
        refused ??= heard.refused;
        continue;
      }
      settled = true;
      parts.push({ text: heard.text, sure: confidence(heard) });
    }
    const text = parts.map((part) => part.text).join(" ");
    engineMs = Math.round(engineMs);
    if (parts.length === 0) {
      return { ...about, text: "", language, confidence: 0, engineMs, refused: refused ?? "noise" };
    }
    const weighed = parts.reduce((sum, part) => sum + part.sure * part.text.length, 0);
    return { ...about, text, language, confidence: weighed / Math.max(1, text.length), engineMs };
  };

  return {
    engine,
    start: async () => {
      await Promise.all([engine.start(), vad()]);
    },
    stop: () => engine.stop(),
    state: () => engine.state(),
    hearPcm,
    oddsOf: (pcm, language, signal) => languageOdds(engine, pcm, { language, signal }),
    hear: async (audio, _mimeType, ask) => {
      const pcm = await decodeAudio(audio, {
        ...(options.ffmpeg ? { ffmpeg: options.ffmpeg } : {}),
        ...(ask.signal ? { signal: ask.signal } : {}),
      });
      return await hearPcm(pcm, ask);
    },
  };
}
