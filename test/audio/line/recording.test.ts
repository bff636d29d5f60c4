import { expect, test } from "vitest";
import { createRecording, type Recording } from "../../../audio/line/turns/recording.ts";

/** Frames that carry their number, so that one can see which were kept. */
function feed(recording: Recording, count: number, heard: { level: number; voiced: boolean; own: boolean }) {
  for (let i = 0; i < count; i++) {
    const { own, ...frame } = heard;
    recording.add(Int16Array.of(heard.level), frame, own);
  }
}
const kept = (recording: Recording, level: number): number =>
  recording.soFar().filter((each) => each === level).length;

const SILENCE = { level: 10, voiced: false, own: false };
const ECHO = { level: 200, voiced: true, own: false };
const UNHEARD = { level: 2_001, voiced: true, own: false };
const CALLER = { level: 2_000, voiced: true, own: true };

test("a turn has half a second before it was sure to be one, and some air after its last word", () => {
  const recording = createRecording();
  feed(recording, 100, SILENCE);
  feed(recording, 3, CALLER);
  recording.begin(false);
  feed(recording, 10, CALLER);
  feed(recording, 50, SILENCE);
  expect(kept(recording, CALLER.level)).toBe(13);
  expect(kept(recording, SILENCE.level)).toBe(22 + 13);
});

test("who speaks up as the bot begins keeps the words said while the gate let nothing pass", () => {
  const recording = createRecording();
  feed(recording, 100, SILENCE);
  feed(recording, 50, UNHEARD);
  feed(recording, 10, CALLER);
  recording.begin(true);
  expect(kept(recording, UNHEARD.level)).toBe(50);
});

test("the bot's echo before a word said over it is no part of the turn", () => {
  const recording = createRecording();
  feed(recording, 100, ECHO);
  feed(recording, 20, CALLER);
  recording.begin(true);
  expect(kept(recording, CALLER.level)).toBe(20);
  expect(kept(recording, ECHO.level)).toBeLessThanOrEqual(13);
});

test("the next turn begins with what came just before it, not with the last one", () => {
  const recording = createRecording();
  feed(recording, 30, CALLER);
  recording.begin(false);
  feed(recording, 60, SILENCE);
  recording.end();
  feed(recording, 5, CALLER);
  recording.begin(false);
  expect(kept(recording, CALLER.level)).toBe(5);
});
