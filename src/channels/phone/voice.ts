import type { RemoteCall } from "../../../audio/line/process/remote-call.ts";
import { sentences } from "../../../audio/mouth/sentences.ts";
import { resampler } from "../../../audio/pcm/resample.ts";
import type { Language } from "../../domain/language.ts";

/** How much of a text was heard. */
export interface Said {
  readonly text: string;
  readonly whole: boolean;
  /** Sentences heard to their end, and all there were. */
  readonly sentences: number;
  readonly of: number;
}

/** The bot's voice on one call. */
export interface Voice {
  /**
   * Resolves when it was said, or cut off. Rejects with SPEECH_VOICE_MISSING when not a word could be spoken. `from`: so
   * many of its sentences were heard before.
   */
  say(text: string, language: Language, from?: number): Promise<Said>;
  /** Already spoken: a greeting kept ready. */
  play(sound: Int16Array): Promise<boolean>;
  /** What is not said yet stays unsaid. */
  hush(): void;
  /** True from the first word to the last. */
  speaking(): boolean;
}

const SPEECH_RATE = 16_000;

/**
 * Speaks sentence by sentence: the first is on its way while the second is being made, and where somebody cuts in, the
 * transcript keeps the sentences that were heard, the last one up to the word.
 */
export function createVoice(
  call: Pick<RemoteCall, "play" | "flush" | "rate">,
  speak: (text: string, language: Language) => Promise<Int16Array>,
): Voice {
  const toRate = resampler(SPEECH_RATE, call.rate);
  let generation = 0;
  let busy = 0;

  async function say(text: string, language: Language, from = 0): Promise<Said> {
    const mine = generation;
    const lines = sentences(text);
    const played: Promise<{ line: string; heardMs: number; ms: number; whole: boolean }>[] = [];
    for (const line of lines.slice(from)) {
      const sound = toRate(await speak(line, language));
      if (mine !== generation) break;
      const ms = (sound.length / call.rate) * 1_000;
      played.push(call.play(sound).then((heard) => ({ line, ms, ...heard })));
    }
    const heard = lines.slice(0, from);
    let whole = heard.length;
    for (const each of await Promise.all(played)) {
      if (each.whole) whole++;
      if (each.whole) heard.push(each.line);
      else if (each.heardMs > 0) heard.push(`${upTo(each.line, each.heardMs / each.ms)}…`);
    }
    return { text: heard.join(" "), whole: whole === lines.length, sentences: whole, of: lines.length };
  }

  async function counted<T>(work: Promise<T>): Promise<T> {
    busy++;
    try {
      return await work;
    } finally {
      busy--;
    }
  }

  return {
    say: (text, language, from) => counted(say(text, language, from)),
    play: (sound) => counted(call.play(toRate(sound)).then(({ whole }) => whole)),
    hush() {
      generation++;
      call.flush();
    },
    speaking: () => busy > 0,
  };
}

/** The words of a sentence that fit into a share of its time. */
function upTo(line: string, share: number): string {
  const words = line.split(" ");
  return words.slice(0, Math.max(0, Math.floor(words.length * share))).join(" ");
}
