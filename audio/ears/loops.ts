/**
 * Whisper sometimes says a sentence again and again until it runs out of tokens. People repeat things too («cinco
 * cinco cinco», «no, no»), so a repetition is a loop only when nobody could have said it all in the time.
 */
export interface Collapsed {
  readonly text: string;
  /** How many copies were dropped; 0 when there was no loop. */
  readonly copies: number;
}

/** Nobody speaks faster, in characters a second of speech; espeak reaches 20. */
export const FASTEST = 25;
/** The gate trims soft beginnings and endings: so much may be missing from the seconds of speech. */
export const GATE_LOSS_SECONDS = 0.4;
const LONGEST_PHRASE = 30;
const LONG_PHRASE = 5;

interface Run {
  readonly start: number;
  readonly length: number;
  readonly copies: number;
}

/** Keeps the first copy of what loops. `speechSeconds` is how long somebody really spoke. Pure. */
export function collapseLoops(text: string, speechSeconds: number): Collapsed {
  const words = text.split(/\s+/).filter(Boolean);
  const keys = words.map(key);
  const run = longestRun(keys);
  if (!run || text.length <= FASTEST * (speechSeconds + GATE_LOSS_SECONDS)) return { text, copies: 0 };
  const end = run.start + run.length;
  let after = run.start + run.length * run.copies;
  // A loop ends where the tokens ended: the beginning of one more copy.
  let partial = 0;
  while (after < words.length && keys[after] === keys[run.start + partial]) {
    after++;
    partial++;
  }
  const rest = after - partial < words.length && after < words.length ? words.slice(after - partial) : [];
  const kept = [...words.slice(0, end), ...rest].join(" ");
  return { text: kept, copies: run.copies - 1 };
}

/** Three copies in a row of up to thirty words, or two of five and more, wherever the most words repeat. Pure. */
export function longestRun(keys: readonly string[]): Run | undefined {
  let best: Run | undefined;
  for (let length = 1; length <= LONGEST_PHRASE; length++) {
    for (let start = 0; start + 2 * length <= keys.length; start++) {
      let copies = 1;
      while (same(keys, start, start + copies * length, length)) copies++;
      const counts = copies >= 3 || (copies === 2 && length >= LONG_PHRASE);
      if (counts && (!best || copies * length > best.copies * best.length)) best = { start, length, copies };
    }
  }
  return best;
}

/** A word as it is compared: case and punctuation do not make a copy different. */
export function key(word: string): string {
  const bare = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return bare || word;
}

function same(keys: readonly string[], a: number, b: number, length: number): boolean {
  if (b + length > keys.length) return false;
  for (let i = 0; i < length; i++) if (keys[a + i] !== keys[b + i]) return false;
  return true;
}
