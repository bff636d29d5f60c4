import { availableParallelism } from "node:os";
import type { SpeechState } from "../../src/domain/speech.ts";
import { asHotelbotError, HotelbotError } from "../../src/errors.ts";
import type { Clock } from "../../src/platform/clock.ts";
import { type EngineProcess, launchEngine } from "./engine-process.ts";
import { type Heard, type InferOptions, infer } from "./engine-request.ts";
import { checkModel } from "./model-file.ts";
import { createQueue } from "./queue.ts";

export interface EngineOptions {
  /** Path of whisper-server. */
  readonly binary: string;
  /** Path of a ggml model. */
  readonly model: string;
  /** The model's sha256; missing: the one in the SHA256SUMS beside it. */
  readonly sha256?: string;
  /** Where the check of the model is remembered. */
  readonly stateFolder?: string;
  readonly clock: Clock;
  /** Default: one less than the cores, at least 1, so that the daemon and a call's audio always find one free. */
  readonly threads?: number;
  /** Default 10. */
  readonly nice?: number;
  /**
   * How long one inference may take: `baseMs` (6,000) and `perSecondMs` (2,000) for each second of audio. That is for
   * voice notes on a busy machine, where a loop of 220 tokens was seen to take 5.4 s; a call gives 3,000 and 1,000.
   */
  readonly timeout?: { readonly baseMs: number; readonly perSecondMs: number };
  /** Told when it came up, went down, or could not start: for the log. */
  readonly onChange?: (state: SpeechState) => void;
}

/** A supervised, resident speech engine: one inference at a time, the others wait in line. */
export interface Engine {
  /** Resolves when it hears or has failed to start once (see `state`); then it is tried again with back-off. Never rejects. */
  start(): Promise<void>;
  stop(): Promise<void>;
  state(): SpeechState;
  /** Throws what keeps it from hearing, if anything. */
  check(): void;
  /** 16 kHz mono, at most 30 s. Rejects with SPEECH_ENGINE_MISSING, SPEECH_ENGINE_TIMEOUT, SPEECH_MODEL_* or the signal's reason. */
  infer(pcm: Int16Array, options: InferOptions): Promise<Heard>;
  /** The engine's own process, while there is one. */
  pid(): number | undefined;
}

const START_PATIENCE_MS = 60_000;
const HEALTH_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;

/** The first restart is at once, then 0.5, 1, 2 … 60 s. */
export function backoffMs(failures: number): number {
  return failures <= 1 ? 0 : Math.min(LONGEST_BACKOFF_MS, 500 * 2 ** (failures - 2));
}

export function createEngine(options: EngineOptions): Engine {
  const { clock } = options;
  const timeout = options.timeout ?? { baseMs: 6_000, perSecondMs: 2_000 };
  const queue = createQueue();
  let wanted = false;
  let running: EngineProcess | undefined;
  let rising: Promise<void> | undefined;
  let failure = new HotelbotError("SPEECH_ENGINE_MISSING", { what: "it has not been started" });
  let failures = 0;
  let cancelRetry = (): void => undefined;

  const state = (): SpeechState =>
    running ? { ready: true } : { ready: false, why: `${failure.message} ${failure.cure}` };
  const down = (error: HotelbotError): void => {
    running = undefined;
    failure = error;
    failures += 1;
    options.onChange?.(state());
  };

  const attempt = async (): Promise<void> => {
    if (running || !wanted) return;
    try {
      await checkModel(options.model, {
        ...(options.sha256 ? { expected: options.sha256 } : {}),
        ...(options.stateFolder ? { stateFolder: options.stateFolder } : {}),
      });
      const process = await launchEngine({
        binary: options.binary,
        model: options.model,
        threads: options.threads ?? Math.max(1, availableParallelism() - 1),
        nice: options.nice ?? 10,
        clock,
        patienceMs: START_PATIENCE_MS,
      });
      if (!wanted) return await process.kill();
      running = process;
      options.onChange?.(state());
      void process.exited.then((why) => {
        if (running !== process) return;
        down(new HotelbotError("SPEECH_ENGINE_MISSING", { what: `whisper-server stopped (${why})` }));
        retry();
      });
    } catch (error) {
      if (!wanted) return;
      // A model or engine that is not there may be put there: it is looked for again, but not in a hurry.
      failures = Math.max(failures, 1);
      down(asHotelbotError(error));
      retry();
    }
  };
  const rise = (): Promise<void> => {
    const mine = (rising ?? Promise.resolve()).then(attempt).finally(() => {
      if (rising === mine) rising = undefined;
    });
    rising = mine;
    return mine;
  };
  const retry = (): void => {
    if (!wanted) return;
    const wait = backoffMs(failures);
    if (wait === 0) void rise();
    else cancelRetry = clock.after(wait, () => void rise());
  };

  const once = async (pcm: Int16Array, ask: InferOptions): Promise<Heard> => {
    if (!running) await rising;
    const process = running;
    if (!process) throw failure;
    const ms = timeout.baseMs + (timeout.perSecondMs * pcm.length) / 16_000;
    const late = new AbortController();
    const cancel = clock.after(ms, () => late.abort());
    const signal = ask.signal ? AbortSignal.any([ask.signal, late.signal]) : late.signal;
    try {
      const heard = await infer(process.url, pcm, { ...ask, signal });
      failures = 0;
      return heard;
    } catch (error) {
      ask.signal?.throwIfAborted();
      // The closed socket makes a sound engine abort; one that does not even answer /health is started again.
      if (running === process && !(await process.healthy(HEALTH_MS))) await process.kill();
      if (!late.signal.aborted) throw error;
      throw new HotelbotError("SPEECH_ENGINE_TIMEOUT", { seconds: Math.round(ms / 100) / 10 });
    } finally {
      cancel();
    }
  };

  return {
    start: () => {
      wanted = true;
      return rise();
    },
    stop: async () => {
      wanted = false;
      cancelRetry();
      failure = new HotelbotError("SPEECH_ENGINE_MISSING", { what: "it has been stopped" });
      const process = running;
      running = undefined;
      await process?.kill();
      await rising;
    },
    state,
    check: () => {
      if (!running) throw failure;
    },
    pid: () => running?.pid,
    infer: (pcm, ask) =>
      queue(async () => {
        try {
          return await once(pcm, ask);
        } catch (error) {
          if (error instanceof HotelbotError || ask.signal?.aborted) throw error;
          // It died under this request: once more on the next one. Audio that kills two engines is given up.
          return await once(pcm, ask).catch((again: unknown) => {
            if (again instanceof HotelbotError || ask.signal?.aborted) throw again;
            const what = again instanceof Error ? again.message : String(again);
            throw new HotelbotError("SPEECH_ENGINE_MISSING", { what }, { cause: again });
          });
        }
      }, ask.signal),
  };
}
