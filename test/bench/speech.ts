import { FULL_WINDOW } from "../../audio/ears/audio-context.ts";
import { createEars } from "../../audio/ears/ears.ts";
import { createEngine, type EngineOptions } from "../../audio/ears/engine.ts";
import { installedEngine, shippedModel } from "../../audio/ears/installed.ts";
import { createMouth } from "../../audio/mouth/mouth.ts";
import { systemClock } from "../../src/platform/clock.ts";

/** A spoken turn by an engine that stays and by one started for each call. */
export interface SpeechBench {
  readonly seconds: number;
  /** Medians, ms. */
  readonly residentMs: number;
  readonly perCallMs: number;
  /** Both with the whole 30 s window, as an engine that is started per call usually runs. */
  readonly residentFullWindowMs: number;
  readonly perCallFullWindowMs: number;
  readonly firstSoundMs: number;
  readonly rounds: number;
}

const SENTENCE =
  "Good afternoon. I would like to book a double room for two nights, from the third of March.";

/**
 * Times a spoken turn of about five seconds, `rounds` times in turns so that a busy machine is unfair to nobody. A fresh
 * whisper-server for each turn stands for a process per call: start, model load, one inference, end.
 */
export async function benchSpeech(rounds = 5): Promise<SpeechBench> {
  const options: EngineOptions = { binary: installedEngine(), model: shippedModel(), clock: systemClock() };
  const ears = createEars(options);
  const mouth = createMouth({ languages: ["en"] });
  try {
    await Promise.all([ears.start(), mouth.start()]);
    ears.engine.check();
    const pcm = await mouth.speak(SENTENCE, "en");
    const ask = { language: "en", audioCtx: 512 } as const;
    const full = { ...ask, audioCtx: FULL_WINDOW };
    const perCall = async (how: { language: string; audioCtx: number }): Promise<void> => {
      const once = createEngine(options);
      await once.start();
      await once.infer(pcm, how);
      await once.stop();
    };
    const times = {
      residentMs: [] as number[],
      perCallMs: [] as number[],
      residentFullWindowMs: [] as number[],
      perCallFullWindowMs: [] as number[],
      firstSoundMs: [] as number[],
    };
    for (let round = 0; round < rounds; round++) {
      times.residentMs.push(await timed(() => ears.hearPcm(pcm, { language: "en", among: ["en"] })));
      times.perCallMs.push(await timed(() => perCall(ask)));
      times.residentFullWindowMs.push(await timed(() => ears.engine.infer(pcm, full)));
      times.perCallFullWindowMs.push(await timed(() => perCall(full)));
      times.firstSoundMs.push(await timed(() => mouth.speak("One moment, please.", "en")));
    }
    return {
      seconds: pcm.length / 16_000,
      residentMs: median(times.residentMs),
      perCallMs: median(times.perCallMs),
      residentFullWindowMs: median(times.residentFullWindowMs),
      perCallFullWindowMs: median(times.perCallFullWindowMs),
      firstSoundMs: median(times.firstSoundMs),
      rounds,
    };
  } finally {
    await Promise.all([ears.stop(), mouth.stop()]);
  }
}

/** The same as lines to print. */
export function speechBenchLines(bench: SpeechBench): string[] {
  const times = (slow: number, fast: number): string => `${(slow / fast).toFixed(1)}×`;
  const { residentMs, perCallMs, residentFullWindowMs, perCallFullWindowMs } = bench;
  return [
    `spoken turn of ${bench.seconds.toFixed(1)} s, medians of ${bench.rounds}:`,
    `  resident engine            ${residentMs} ms`,
    `  a process per call         ${perCallMs} ms (${times(perCallMs, residentMs)})`,
    `  resident, full window      ${residentFullWindowMs} ms (${times(residentFullWindowMs, residentMs)})`,
    `  per call, full window      ${perCallFullWindowMs} ms (${times(perCallFullWindowMs, residentMs)})`,
    `  a short sentence spoken    ${bench.firstSoundMs} ms`,
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
