/** Samples in 20 ms at 8 kHz. */
export const FRAME = 160;
const MS = 8;

export interface JitterFigures {
  /** Packets that came after their turn. */
  late: number;
  /** Frames made up because nothing was there. */
  concealed: number;
  duplicates: number;
}

/** Puts packets in order and hands out one frame each 20 ms, whatever the network did. */
export interface JitterBuffer {
  /** Decoded sound with the timestamp of its first sample. */
  push(timestamp: number, pcm: Int16Array): void;
  /** The next 20 ms: what was sent, made up where it is missing, silence when nothing comes. */
  pull(): Int16Array;
  /** Another stream begins. */
  reset(): void;
  readonly figures: JitterFigures;
}

/** The least and the most sound held back, in milliseconds. */
const LEAST = 40;
const MOST = 60;
/** Beyond this a timestamp is another stretch of speech, not a late or early packet. */
const JUMP = 1_000;
/** Frames without any packet until the stream counts as paused. */
const PAUSE = 10;
/** Frames over which it is seen whether less could be held back: 2 s. */
const WINDOW = 100;
/** Frames between two steps back: what is still under way shows first whether one was enough. */
const CALM = 5;
/** Nothing is held back longer for the sake of a few stragglers, in milliseconds. */
const FARTHEST = 100;

interface State {
  frames: Map<number, Int16Array>;
  /** Timestamp of the next sample to hand out; undefined while paused. */
  next: number | undefined;
  /** Frames pulled since the first packet after a pause. */
  waited: number;
  held: number;
  /** Consecutive frames that had to be made up. */
  missing: number;
  last: Int16Array;
  /** How early the latest and the earliest packet came since the last look, in milliseconds. */
  leastLead: number;
  mostLead: number;
  seen: number;
}

/**
 * Held back 40 ms at first, a frame more once packets come late, 40 ms again after two quiet seconds; so it also follows
 * an exchange whose clock is not ours. Timestamps may jump (keys,
 * holds): then it starts over at the new one. Losses are the last frame again, fading out over 60 ms.
 */
export function jitterBuffer(): JitterBuffer {
  let state = fresh();
  const figures: JitterFigures = { late: 0, concealed: 0, duplicates: 0 };
  return {
    figures,
    reset: () => {
      state = fresh();
    },
    push: (timestamp, pcm) => {
      if (state.next !== undefined) {
        const lead = signed(timestamp - state.next) / MS;
        if (Math.abs(lead) > JUMP) state = { ...fresh(), last: state.last };
        else {
          state.leastLead = Math.min(state.leastLead, lead);
          state.mostLead = Math.max(state.mostLead, lead);
          if (lead + pcm.length / MS <= 0) {
            figures.late += 1;
            // One frame late is still said, if a step back follows at once.
            if (lead < -FRAME / MS) return;
          }
        }
      }
      if (state.frames.has(timestamp)) figures.duplicates += 1;
      else state.frames.set(timestamp, pcm);
      if (state.frames.size > 100) state = fresh();
    },
    pull: () => {
      if (state.next === undefined && !startNow(state)) return new Int16Array(FRAME);
      adapt(state);
      return take(state, figures);
    },
  };
}

function fresh(): State {
  return {
    frames: new Map(),
    next: undefined,
    waited: 0,
    held: LEAST,
    missing: 0,
    last: new Int16Array(FRAME),
    leastLead: Number.POSITIVE_INFINITY,
    mostLead: Number.NEGATIVE_INFINITY,
    seen: 0,
  };
}

/** After a pause the first packet waits until as much is held back as is wanted. */
function startNow(state: State): boolean {
  if (state.frames.size === 0) return false;
  state.waited += 1;
  if (state.waited * 20 <= state.held) return false;
  state.next = earliest(state.frames.keys());
  state.waited = 0;
  state.missing = 0;
  return true;
}

/** Steps the clock of the stream by one frame when it runs too close to the network, or too far behind. */
function adapt(state: State): void {
  if (state.next === undefined) return;
  state.seen += 1;
  if (state.leastLead < 0 && state.mostLead < FARTHEST && state.seen >= CALM) {
    state.held = MOST;
    state.next -= FRAME;
    settle(state);
  }
  if (state.seen < WINDOW) return;
  if (state.leastLead >= MOST && state.leastLead !== Number.POSITIVE_INFINITY) {
    state.held = LEAST;
    state.next += FRAME;
    for (const at of state.frames.keys()) if (signed(at - state.next) <= -FRAME) state.frames.delete(at);
  }
  settle(state);
}

function settle(state: State): void {
  state.seen = 0;
  state.leastLead = Number.POSITIVE_INFINITY;
  state.mostLead = Number.NEGATIVE_INFINITY;
}

/** Copies what there is of the next 160 samples and steps on. */
function take(state: State, figures: JitterFigures): Int16Array {
  const from = state.next ?? 0;
  const frame = new Int16Array(FRAME);
  let filled = 0;
  for (const [at, pcm] of state.frames) {
    const offset = signed(at - from);
    if (offset >= FRAME) continue;
    const skip = Math.max(0, -offset);
    const part = pcm.subarray(skip, Math.max(skip, FRAME - offset));
    frame.set(part, Math.max(0, offset));
    filled += part.length;
    if (offset + pcm.length <= FRAME) state.frames.delete(at);
  }
  state.next = (from + FRAME) >>> 0;
  if (filled > 0) {
    state.missing = 0;
    state.last = frame;
    return frame;
  }
  state.missing += 1;
  if (state.frames.size > 0 || state.missing <= 3) figures.concealed += 1;
  if (state.missing >= PAUSE && state.frames.size === 0) state.next = undefined;
  return faded(state.last, state.missing);
}

/** The last frame again, quieter each time: 70 %, 40 %, 10 %, then nothing. */
function faded(last: Int16Array, missing: number): Int16Array {
  const gain = 1 - 0.3 * missing;
  return gain <= 0 ? new Int16Array(FRAME) : last.map((sample) => sample * gain);
}

function earliest(timestamps: Iterable<number>): number | undefined {
  let first: number | undefined;
  for (const at of timestamps) if (first === undefined || signed(at - first) < 0) first = at;
  return first;
}

/** The difference of two 32-bit timestamps, which wrap. */
function signed(difference: number): number {
  return difference | 0;
}
