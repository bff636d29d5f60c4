import type { RemoteCall } from "../../../audio/line/process/remote-call.ts";
import { resampler } from "../../../audio/pcm/resample.ts";
import type { Language } from "../../domain/language.ts";
import type { LanguageOdds, Transcript } from "../../domain/speech.ts";
import { asHotelbotError, type HotelbotError } from "../../errors.ts";
import type { CallParts } from "./port.ts";

/** A turn that ended: what it says, or why nobody could hear it. */
export type HeardTurn =
  | { readonly kind: "heard"; readonly transcript: Transcript }
  | { readonly kind: "deaf"; readonly error: HotelbotError };

export interface Hearing {
  /** The beginning of a turn that goes on: while the language is not known it is asked of this. */
  begun(sound: Int16Array): void;
  /** A silence that may be the end: transcription starts now. */
  tryTurn(turn: number, sound: Int16Array): void;
  /** It was not: the request is closed, the engine stops. */
  resumed(): void;
  ended(turn: number): Promise<HeardTurn>;
  stop(): void;
}

/** Whisper wants some silence at the end: 0.2 s. */
const TAIL = 3_200;

/**
 * Hears turns before they have ended: most silences of 200 ms are the end, so by the time that is sure the text is there.
 * `early` gets the text as soon as it is known, to say how long to wait.
 */
export function createHearing(parts: {
  readonly call: Pick<RemoteCall, "rate">;
  readonly hear: CallParts["hear"];
  readonly oddsOf: CallParts["oddsOf"];
  readonly language: () => Language | undefined;
  readonly early: (turn: number, transcript: Transcript) => void;
}): Hearing {
  const toEar = resampler(parts.call.rate, 16_000);
  const over = new AbortController();
  /** Of the turn being spoken: what an earlier one sounded like says nothing of it. */
  let odds: Promise<LanguageOdds | undefined> | undefined;
  let current: { turn: number; stop: AbortController; result: Promise<HeardTurn> } | undefined;

  function begin(turn: number, sound: Int16Array): void {
    current?.stop.abort();
    const stop = new AbortController();
    const pcm = toEar(sound);
    const padded = new Int16Array(pcm.length + TAIL);
    padded.set(pcm);
    const result = read(padded, stop.signal).then(
      (transcript): HeardTurn => {
        if (!stop.signal.aborted) parts.early(turn, transcript);
        return { kind: "heard", transcript };
      },
      (thrown): HeardTurn => ({ kind: "deaf", error: asHotelbotError(thrown) }),
    );
    current = { turn, stop, result };
  }

  /** The engine takes one thing at a time, so that to wait for the odds first delays nothing. */
  async function read(pcm: Int16Array, signal: AbortSignal): Promise<Transcript> {
    const language = parts.language();
    if (language) return await parts.hear(pcm, { language }, signal);
    const told = await odds;
    signal.throwIfAborted();
    return await parts.hear(pcm, told ? { odds: told } : {}, signal);
  }

  return {
    begun(sound) {
      // Without them the reading asks by itself, and says what is wrong with the ears if anything is.
      if (!parts.language()) odds = parts.oddsOf(toEar(sound), over.signal).catch(() => undefined);
    },
    tryTurn: begin,
    resumed() {
      current?.stop.abort();
      current = undefined;
    },
    async ended(turn) {
      odds = undefined;
      const mine = current;
      if (mine?.turn !== turn)
        return { kind: "deaf", error: asHotelbotError(new Error("nothing was heard")) };
      current = undefined;
      return await mine.result;
    },
    stop() {
      over.abort();
      current?.stop.abort();
    },
  };
}
