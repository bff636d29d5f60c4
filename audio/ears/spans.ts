import { FRAME, FRAME_SECONDS, type Frame } from "./vad.ts";

/** A stretch of speech in frames, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A pause shorter than this belongs to the speech around it. */
const BRIDGE = 15;
/** Clicks and knocks are shorter. */
const SHORTEST = 3;
/** Kept before and after: the gate cuts soft beginnings and endings, and Whisper wants some air. */
const PAD = 13;
/** A pause this long begins a new chunk: nothing is to be heard in it, and Whisper invents words for silence. */
const LONG_PAUSE = 100;
/** Whisper hears 30 s at a time; the pads must fit too. */
const LONGEST = 1_400;
/** A long stretch is cut at its longest pause after this many frames. */
const EARLIEST_CUT = 400;

/** Voiced frames as stretches of speech: pauses under 0.3 s bridged, what is under 60 ms dropped. Pure. */
export function speechSpans(frames: readonly Frame[]): Span[] {
  const runs: { start: number; end: number }[] = [];
  frames.forEach((frame, i) => {
    if (!frame.voiced) return;
    const last = runs.at(-1);
    if (last && i - last.end < 2) last.end = i + 1;
    else runs.push({ start: i, end: i + 1 });
  });
  const spans: { start: number; end: number }[] = [];
  for (const run of runs.filter((each) => each.end - each.start >= SHORTEST)) {
    const last = spans.at(-1);
    if (last && run.start - last.end < BRIDGE) last.end = run.end;
    else spans.push({ ...run });
  }
  return spans;
}

export function secondsOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + (span.end - span.start) * FRAME_SECONDS, 0);
}

/** Speech that is heard in one go, at most 28.5 s with its pads, and how many seconds of it are speech. */
export interface Chunk {
  readonly pcm: Int16Array;
  readonly speechSeconds: number;
}

/** Cuts audio into what the engine hears at once, at pauses where there are any. Pure. */
export function chunks(pcm: Int16Array, frames: readonly Frame[], spans: readonly Span[]): Chunk[] {
  return groups(spans.flatMap((span) => split(span, frames))).map((group) => {
    const first = group[0]?.start ?? 0;
    const last = group.at(-1)?.end ?? first;
    return {
      pcm: pcm.subarray(Math.max(0, first - PAD) * FRAME, Math.min(pcm.length, (last + PAD) * FRAME)),
      speechSeconds: secondsOf(group),
    };
  });
}

/** Joins neighbouring spans while they fit; when one does not, the cut goes to the longest pause that leaves enough. */
function groups(spans: readonly Span[]): Span[][] {
  const out: Span[][] = [];
  let rest = [...spans];
  while (rest.length > 0) {
    const start = rest[0]?.start ?? 0;
    let fits = 1;
    while (fits < rest.length && joins(rest[fits - 1], rest[fits], start)) fits++;
    const stoppedByLength = fits < rest.length && pause(rest[fits - 1], rest[fits]) < LONG_PAUSE;
    const cut = stoppedByLength ? bestCut(rest.slice(0, fits + 1), start) : fits;
    out.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return out;
}

function joins(before: Span | undefined, next: Span | undefined, start: number): boolean {
  return pause(before, next) < LONG_PAUSE && (next?.end ?? 0) - start <= LONGEST;
}

function pause(before: Span | undefined, next: Span | undefined): number {
  return (next?.start ?? 0) - (before?.end ?? 0);
}

function bestCut(candidates: readonly Span[], start: number): number {
  let best = candidates.length - 1;
  for (let i = 1; i < candidates.length; i++) {
    const longEnough = (candidates[i - 1]?.end ?? 0) - start >= EARLIEST_CUT;
    if (
      longEnough &&
      pause(candidates[i - 1], candidates[i]) > pause(candidates[best - 1], candidates[best])
    ) {
      best = i;
    }
  }
  return best;
}

/** Somebody who speaks for half a minute without a pause is cut at the quietest moment. */
function split(span: Span, frames: readonly Frame[]): Span[] {
  const out: Span[] = [];
  let { start } = span;
  while (span.end - start > LONGEST) {
    let quietest = start + EARLIEST_CUT;
    for (let i = quietest; i < start + LONGEST; i++) {
      if ((frames[i]?.level ?? 0) < (frames[quietest]?.level ?? 0)) quietest = i;
    }
    out.push({ start, end: quietest });
    start = quietest;
  }
  return [...out, { start, end: span.end }];
}
