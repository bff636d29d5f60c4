import type { Frame } from "../../ears/vad.ts";
import { concat } from "../../pcm/level.ts";

/** Before the first voiced frame: soft beginnings, and what it took to be sure that it was speech. */
const BEFORE = 25;
/** After the last voiced frame Whisper wants some air, not all of the silence; so does a beginning that was looked for. */
const AFTER = 13;
/** So far back a beginning is looked for: the second in which the echo gate learns and lets nothing pass, and half of one. */
const LOOK_BACK = 75;
/** A pause shorter than this belongs to the speech around it. */
const BRIDGE = 15;
/** Softer than this share of the words that were let through is the bot's echo, not the caller. */
const AS_LOUD = 0.4;

/** Keeps the sound of the turn being spoken, from a little before its first word. */
export interface Recording {
  /** `own`: it is taken for the caller's, past the echo gate. */
  add(frame: Int16Array, heard: Frame, own: boolean): void;
  /**
   * From now on everything belongs to a turn. Said `over` the bot, what was said before it was let through does too: who
   * speaks up just as the bot begins would otherwise lose their first words.
   */
  begin(over: boolean): void;
  /** What was said so far. */
  soFar(): Int16Array;
  end(): void;
}

interface Kept extends Frame {
  readonly pcm: Int16Array;
  readonly own: boolean;
}

export function createRecording(): Recording {
  let frames: Kept[] = [];
  let lastVoiced = 0;
  let open = false;
  return {
    add(pcm, heard, own) {
      frames.push({ ...heard, pcm, own });
      if (own) lastVoiced = frames.length;
      if (!open && frames.length > LOOK_BACK) frames = frames.slice(-LOOK_BACK);
    },
    begin(over) {
      open = true;
      const usual = Math.max(0, frames.length - BEFORE);
      frames = frames.slice(over ? Math.min(usual, beginning(frames)) : usual);
      lastVoiced = frames.length;
    },
    soFar: () => concat(frames.slice(0, lastVoiced + AFTER).map(({ pcm }) => pcm)),
    end() {
      open = false;
      frames = frames.slice(-BEFORE);
      lastVoiced = 0;
    },
  };
}

/** Where the speech that goes on now began, with some air before it. */
function beginning(frames: readonly Kept[]): number {
  const passed = frames.slice(-BEFORE).filter(({ own }) => own);
  const loudness = passed.reduce((sum, { level }) => sum + level, 0) / Math.max(1, passed.length);
  let first = frames.length;
  for (let at = frames.length - 1; at >= 0 && first - at <= BRIDGE; at--) {
    const frame = frames[at];
    if (frame?.voiced && frame.level >= AS_LOUD * loudness) first = at;
  }
  return Math.max(0, first - AFTER);
}
