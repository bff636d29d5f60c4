import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createEars, type Ears } from "../../audio/ears/ears.ts";
import { createMouth, type Mouth } from "../../audio/mouth/mouth.ts";
import type { HotelConfig } from "../config/hotel-config.ts";
import type { SpeechState } from "../domain/speech.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";

export interface Speech {
  readonly ears: Ears;
  readonly mouth: Mouth;
  /** An engine of its own for the phone: a caller does not wait behind a voice note. Missing where there is no line. */
  readonly callEars?: Ears;
  /** Never rejects: without ears or a mouth the hotel works in writing, and status says so. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface SpeechParts {
  readonly root: string;
  readonly stateDir: string;
  readonly config: HotelConfig;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Where install.sh builds the speech engine, below the package root. */
const ENGINE_BINARY = join(".build", "whisper", "bin", "whisper-server");
/** The model that ships. */
const SHIPPED_MODEL = join("audio", "models", "ggml-base-q8_0.bin");

/** Somebody waits for it, where nobody waits for a voice note. */
const CALL_NICE = 5;
const CALL_TIMEOUT = { baseMs: 3_000, perSecondMs: 1_000 };
/**
 * Every core but one, yet two where there are two: a reading took 550 ms so and 824 on one, with both cores free, and
 * 890 against 711 beside a process that never rests. The sound of a call is paced elsewhere, at a higher priority.
 */
const callThreads = (): number => Math.max(Math.min(2, availableParallelism()), availableParallelism() - 1);

export function createSpeech(parts: SpeechParts): Speech {
  const { root, stateDir, config, clock, log } = parts;
  const told = (part: string) => (state: SpeechState) => {
    if (state.ready) log.info(`${part}: ready`);
    else log.warn(`${part}: ${state.why}`);
  };
  const ears = createEars({
    binary: join(root, ENGINE_BINARY),
    model: config.speech.model ?? join(root, SHIPPED_MODEL),
    stateFolder: stateDir,
    clock,
    onChange: told("ears"),
  });
  const mouth = createMouth({
    languages: config.hotel.languages,
    voices: config.speech.voices,
    wordsPerMinute: config.speech.wordsPerMinute,
  });
  const callEars =
    config.phone &&
    createEars({
      binary: join(root, ENGINE_BINARY),
      model: config.speech.model ?? join(root, SHIPPED_MODEL),
      stateFolder: stateDir,
      clock,
      nice: CALL_NICE,
      threads: callThreads(),
      timeout: CALL_TIMEOUT,
      onChange: told("ears on the phone"),
    });
  let opening = Promise.resolve();
  return {
    ears,
    mouth,
    ...(callEars ? { callEars } : {}),
    async start() {
      opening = mouth.start().then(() => told("mouth")(mouth.state()));
      await Promise.all([ears.start(), callEars?.start(), opening]);
    },
    async stop() {
      // A mouth that is stopped while it opens would open all the same, and its waiting voices keep the process alive.
      await Promise.all([ears.stop(), callEars?.stop(), opening.then(() => mouth.stop())]);
    },
  };
}
