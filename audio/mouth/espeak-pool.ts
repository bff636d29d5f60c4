import { execa } from "execa";
import type { Language } from "../../src/domain/language.ts";
import { DEFAULT_VOICES } from "../../src/domain/voices.ts";
import { HotelbotError } from "../../src/errors.ts";
import { type Clock, systemClock } from "../../src/platform/clock.ts";
import { type Pcm, readWav } from "../pcm/wav.ts";

/**
 * Voices waiting for their text. An espeak-ng started at the moment of speaking needs 40 ms to scan its voice folder;
 * one that waits on stdin gives its first sound in 2 ms. A process speaks once and is replaced. Text goes by stdin,
 * never on a command line. They end by themselves when the daemon's end of stdin closes.
 */
export interface VoicePool {
  /** Fills the pool. Rejects with SPEECH_VOICE_MISSING when there is no espeak-ng. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** One line of text, 22,050 Hz. Rejects with SPEECH_VOICE_MISSING. */
  say(line: string, language: Language): Promise<Pcm>;
}

export interface PoolOptions {
  /** Default «espeak-ng» on the PATH. */
  readonly espeak?: string;
  /** The espeak voice for each language. */
  readonly voices?: Readonly<Record<Language, string>>;
  /** Words a minute. Default 150: at espeak's own 175 dates and codes go by too fast to write down. */
  readonly wordsPerMinute?: number;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Waiting processes a language. Default 2. */
  readonly spares?: number;
}

const SPEAK_TIMEOUT_MS = 20_000;

export function createVoicePool(languages: readonly Language[], options: PoolOptions = {}): VoicePool {
  const binary = options.espeak ?? "espeak-ng";
  const voices = options.voices ?? DEFAULT_VOICES;
  const spares = options.spares ?? 2;
  const clock = options.clock ?? systemClock();
  const waiting = new Map<Language, Voice[]>();
  let open = false;

  const spawn = (language: Language): Voice =>
    startVoice(
      binary,
      ["-v", voices[language], "-s", String(options.wordsPerMinute ?? 150), "--stdout"],
      clock,
    );
  const fill = (language: Language): void => {
    const list = waiting.get(language) ?? [];
    while (open && list.length < spares) list.push(spawn(language));
    waiting.set(language, list);
  };

  return {
    start: async () => {
      const probe = await execa(binary, ["--version"], { stdin: "ignore", timeout: 10_000, reject: false });
      if (probe.failed)
        throw new HotelbotError("SPEECH_VOICE_MISSING", { what: `${binary} is not installed` });
      open = true;
      for (const language of languages) fill(language);
    },
    stop: async () => {
      open = false;
      const all = [...waiting.values()].flat();
      waiting.clear();
      await Promise.all(all.map((voice) => voice.dismiss()));
    },
    say: async (line, language) => {
      const list = waiting.get(language) ?? [];
      let voice = list.shift();
      while (voice && !voice.alive()) voice = list.shift();
      voice ??= spawn(language);
      fill(language);
      return await voice.speak(line);
    },
  };
}

interface Voice {
  alive(): boolean;
  speak(line: string): Promise<Pcm>;
  dismiss(): Promise<void>;
}

function startVoice(binary: string, args: readonly string[], clock: Clock): Voice {
  const child = execa(binary, args, { stdin: "pipe", encoding: "buffer", reject: false });
  child.stdin.on("error", () => undefined);
  let alive = true;
  void child.then(() => {
    alive = false;
  });
  return {
    alive: () => alive,
    speak: async (line) => {
      child.stdin.end(`${line.replace(/\s+/g, " ").trim()}\n`);
      const cancel = clock.after(SPEAK_TIMEOUT_MS, () => child.kill("SIGKILL"));
      const result = await child.finally(cancel);
      const wav = result.failed ? undefined : readWav(result.stdout);
      if (wav) return wav;
      const why = result.failed ? result.shortMessage : "it gave no sound";
      throw new HotelbotError("SPEECH_VOICE_MISSING", { what: `${binary}: ${why}` });
    },
    dismiss: async () => {
      child.stdin.end();
      await child;
    },
  };
}
