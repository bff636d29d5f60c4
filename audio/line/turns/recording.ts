import { concat } from "../../pcm/level.ts";

/** Before the first voiced frame: soft beginnings, and what it took to be sure that it was speech. */
const BEFORE = 25;
/** After the last voiced frame Whisper wants some air, not all of the silence. */
const AFTER = 13;

/** Keeps the sound of the turn being spoken, from a little before its first word. */
export interface Recording {
  add(frame: Int16Array, voiced: boolean): void;
  /** From now on everything belongs to a turn. */
  begin(): void;
  /** What was said so far. */
  soFar(): Int16Array;
  end(): void;
}

export function createRecording(): Recording {
  let frames: Int16Array[] = [];
  let lastVoiced = 0;
  let open = false;
  return {
    add(frame, voiced) {
      frames.push(frame);
      if (voiced) lastVoiced = frames.length;
      if (!open && frames.length > BEFORE) frames = frames.slice(-BEFORE);
    },
    begin() {
      open = true;
      lastVoiced = frames.length;
    },
    soFar: () => concat(frames.slice(0, lastVoiced + AFTER)),
    end() {
      open = false;
      frames = frames.slice(-BEFORE);
      lastVoiced = 0;
    },
  };
}
