/** What the caller does, frame by frame, as far as a conversation cares. Times are in ms of the call's own sound. */
export type Listened =
  /** Somebody began to speak; `over` when the bot was speaking: it must fall silent. */
  | { readonly kind: "began"; readonly over: boolean }
  /** So much was said in this turn that its language can be told; once a turn, while it goes on. */
  | { readonly kind: "enough" }
  /** A silence long enough to try what was said so far; `turn` tells the tries apart. */
  | { readonly kind: "pause"; readonly turn: number }
  /** Speech went on: what was tried is out of date. */
  | { readonly kind: "resumed" }
  /** The caller has ended, or spoken as long as one may. */
  | { readonly kind: "ended"; readonly turn: number; readonly speechMs: number; readonly cut: boolean }
  /** It was a click or a cough. */
  | { readonly kind: "dropped" }
  /** Nobody said anything for {@link LULL_MS}: who was leaving a message has left it. */
  | { readonly kind: "lull" }
  /** Nobody said anything for so long; told once for each stretch of {@link QUIET_MS}. */
  | { readonly kind: "quiet"; readonly times: number };

export interface Heard {
  /** Speech that is not the bot's own echo. */
  readonly voiced: boolean;
  /** The bot is speaking; how long it has been, ms. */
  readonly botMs: number | undefined;
}

/** One call's listener: a state machine on frames of 20 ms. */
export interface Listening {
  hear(frame: Heard): readonly Listened[];
  /** How much silence ends the turn tried under this number: the text says how complete it looks. */
  patience(turn: number, ms: number): readonly Listened[];
  /** The call is over: what was being said ends here. */
  over(): readonly Listened[];
}

export const FRAME_MS = 20;
/** Speech begins with three voiced frames of four; while the bot speaks with 200 ms, so that a «mhm» does not stop it. */
const ONSET_FRAMES = 3;
const OVER_FRAMES = 10;
const OVER_WITHIN = 14;
/** The first moment of the bot's speech: what the caller hears as an answer to their last word, and line echo. */
const DEAF_MS = 300;
/** Transcription is tried this early, since most pauses of this length are the end; one in vain is broken off at once. */
const TRY_MS = 100;
/** Speech enough to tell its language by: asked while the caller goes on, it costs no waiting. */
const ENOUGH_MS = 800;
/** Patience until the text says more: nobody is cut off while it is being heard. */
export const LONGEST_PATIENCE_MS = 1_200;
/** Whisper hears 30 s at a time, and nobody answers a hotel for longer. */
const LONGEST_TURN_MS = 28_000;
/** Less speech than this is no word: «sí» takes 150 ms. */
const LEAST_SPEECH_MS = 100;
export const QUIET_MS = 7_000;
/** People think while they leave a message, for a second or two. */
export const LULL_MS = 3_000;

const RESUMED: Listened = { kind: "resumed" };
const ENOUGH: Listened = { kind: "enough" };
const LULL: Listened = { kind: "lull" };

export function createListening(): Listening {
  const lately: boolean[] = [];
  let speaking = false;
  let speech = 0;
  let length = 0;
  let silence = 0;
  let quiet = 0;
  let turn = 0;
  let tried = false;
  let told = false;
  let patience = LONGEST_PATIENCE_MS;

  function onset(botMs: number | undefined): boolean {
    if (botMs !== undefined && botMs < DEAF_MS) {
      lately.length = 0;
      return false;
    }
    const [needed, within] =
      botMs === undefined ? [ONSET_FRAMES, ONSET_FRAMES + 1] : [OVER_FRAMES, OVER_WITHIN];
    return lately.slice(-within).filter(Boolean).length >= needed;
  }

  function begin(over: boolean): Listened[] {
    speaking = true;
    speech = lately.filter(Boolean).length * FRAME_MS;
    length = lately.length * FRAME_MS;
    silence = 0;
    quiet = 0;
    tried = false;
    told = false;
    return [{ kind: "began", over }];
  }

  function end(cut: boolean): Listened[] {
    speaking = false;
    lately.length = 0;
    if (speech < LEAST_SPEECH_MS) return [{ kind: "dropped" }];
    const missing: Listened[] = tried ? [] : [{ kind: "pause", turn: ++turn }];
    return [...missing, { kind: "ended", turn, speechMs: speech, cut }];
  }

  function waiting({ voiced, botMs }: Heard): Listened[] {
    lately.push(voiced);
    if (lately.length > OVER_WITHIN) lately.shift();
    if (onset(botMs)) return begin(botMs !== undefined);
    quiet = botMs === undefined ? quiet + FRAME_MS : 0;
    if (quiet === LULL_MS) return [LULL];
    const whole = quiet > 0 && quiet % QUIET_MS === 0;
    return whole ? [{ kind: "quiet", times: quiet / QUIET_MS }] : [];
  }

  function during({ voiced }: Heard): Listened[] {
    length += FRAME_MS;
    if (voiced) {
      const resumed = tried;
      speech += FRAME_MS;
      silence = 0;
      tried = false;
      patience = LONGEST_PATIENCE_MS;
      if (length >= LONGEST_TURN_MS) return end(true);
      const enough = !told && speech >= ENOUGH_MS;
      told ||= enough;
      return [...(resumed ? [RESUMED] : []), ...(enough ? [ENOUGH] : [])];
    }
    silence += FRAME_MS;
    if (silence >= patience || length >= LONGEST_TURN_MS) return end(length >= LONGEST_TURN_MS);
    if (silence < TRY_MS || tried) return [];
    tried = true;
    patience = LONGEST_PATIENCE_MS;
    return [{ kind: "pause", turn: ++turn }];
  }

  return {
    hear: (frame) => (speaking ? during(frame) : waiting(frame)),
    patience(about, ms) {
      if (!speaking || !tried || about !== turn) return [];
      patience = Math.min(ms, LONGEST_PATIENCE_MS);
      return silence >= patience ? end(false) : [];
    },
    over: () => (speaking ? end(false) : []),
  };
}
