import { availableParallelism, totalmem } from "node:os";
import { shippedModel } from "../../../audio/ears/installed.ts";
import { checkModel } from "../../../audio/ears/model-file.ts";
import { createMouth } from "../../../audio/mouth/mouth.ts";
import { withEars } from "../voice/ears-once.ts";
import { type Advice, adviseModel } from "./advice.ts";

export interface ModelReport {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly cores: number;
  readonly threads: number;
  /** From nothing to the first answer, ms. */
  readonly startMs: number;
  /** Hearing a sentence of `seconds`, median, ms: with the window sized to it, and with all 30 s. */
  readonly seconds: number;
  readonly turnMs: number;
  readonly fullWindowMs: number;
  /** Which model fits this machine, and why. */
  readonly advice: Advice;
}

/** About five seconds when spoken. */
const SENTENCE =
  "Good afternoon. I would like to book a double room for two nights, from the third of March.";

/** Checks a model's sum and times it on this machine, `rounds` times each. Rejects with SPEECH_*. */
export async function checkAndTime(
  path: string = shippedModel(),
  sha256?: string,
  rounds = 3,
): Promise<ModelReport> {
  const model = await checkModel(path, sha256 ? { expected: sha256 } : {});
  const pcm = await sentence();
  const threads = Math.max(1, availableParallelism() - 1);
  const began = performance.now();
  return await withEars({ model: path, threads, ...(sha256 ? { sha256 } : {}) }, async (ears) => {
    const startMs = Math.round(performance.now() - began);
    const time = async (audioCtx: number): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < rounds; i++) {
        const from = performance.now();
        await ears.engine.infer(pcm, { language: "en", audioCtx });
        times.push(performance.now() - from);
      }
      return Math.round(times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
    };
    const turnMs = await time(512);
    const memoryMb = Math.floor(totalmem() / 1024 / 1024);
    return {
      ...model,
      cores: availableParallelism(),
      threads,
      startMs,
      seconds: Math.round(pcm.length / 1_600) / 10,
      turnMs,
      fullWindowMs: await time(1_500),
      advice: adviseModel({ bytes: model.bytes, turnMs, memoryMb }),
    };
  });
}

async function sentence(): Promise<Int16Array> {
  const mouth = createMouth({ languages: ["en"], spares: 1 });
  try {
    await mouth.start();
    return await mouth.speak(SENTENCE, "en");
  } finally {
    await mouth.stop();
  }
}
