import { describe, expect, it } from "vitest";
import { audioContext } from "../../../audio/ears/audio-context.ts";
import { chunks, secondsOf, speechSpans } from "../../../audio/ears/spans.ts";
import { FRAME, type Frame, gate } from "../../../audio/ears/vad.ts";

/** «s20 v50»: 20 silent frames, then 50 voiced ones. */
function frames(pattern: string): Frame[] {
  return pattern.split(" ").flatMap((part) => {
    const voiced = part.startsWith("v");
    return Array.from({ length: Number(part.slice(1)) }, () => ({ voiced, level: voiced ? 3_000 : 20 }));
  });
}

function cut(pattern: string): { seconds: number[]; speech: number[]; total: number } {
  const all = frames(pattern);
  const parts = chunks(new Int16Array(all.length * FRAME), all, speechSpans(all));
  const seconds = parts.map((part) => part.pcm.length / 16_000);
  return { seconds, speech: parts.map((part) => part.speechSeconds), total: all.length * 0.02 };
}

describe("stretches of speech", () => {
  it("bridges short pauses and drops clicks", () => {
    expect(speechSpans(frames("s10 v20 s10 v20 s40 v2 s40 v10"))).toEqual([
      { start: 10, end: 60 },
      { start: 142, end: 152 },
    ]);
  });

  it("counts speech in seconds", () => {
    expect(secondsOf(speechSpans(frames("s50 v25 s50 v25")))).toBeCloseTo(1);
    expect(secondsOf(speechSpans(frames("s500")))).toBe(0);
  });
});

describe("chunks", () => {
  it("trims silence but leaves 260 ms around what was said", () => {
    const { seconds, speech } = cut("s200 v100 s200");
    expect(seconds).toEqual([100 * 0.02 + 0.52]);
    expect(speech).toEqual([2]);
  });

  it("begins anew after a pause of two seconds", () => {
    expect(cut("v100 s120 v100").seconds).toHaveLength(2);
    expect(cut("v100 s60 v100").seconds).toHaveLength(1);
  });

  it("cuts more than 28 s at the longest pause and loses none of it", () => {
    const { seconds, speech } = cut("v700 s20 v300 s50 v300 s20 v700");
    expect(seconds).toHaveLength(2);
    expect(Math.max(...seconds)).toBeLessThan(29);
    expect(speech[0]).toBeCloseTo(20);
    expect(speech[1]).toBeCloseTo(20);
  });

  it("cuts a minute without any pause into pieces that fit", () => {
    const { seconds, speech } = cut("v3000");
    expect(Math.max(...seconds)).toBeLessThan(29);
    expect(speech.reduce((sum, each) => sum + each, 0)).toBeCloseTo(60);
  });
});

describe("the level gate", () => {
  it("lets a voice through that stands out, and not the babble behind it", () => {
    const levels = Float64Array.from({ length: 300 }, (_, i) => (i >= 100 && i < 160 ? 2_000 : 500));
    const voiced = gate(Array(300).fill(true), levels).map((frame) => frame.voiced);
    expect(voiced.indexOf(true)).toBe(100);
    expect(voiced.lastIndexOf(true)).toBe(159);
  });

  it("takes nothing under −55 dBFS for speech", () => {
    const levels = Float64Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 59 : 1));
    expect(gate(Array(100).fill(true), levels).some((frame) => frame.voiced)).toBe(false);
  });
});

describe("the encoder's window", () => {
  it.each([
    [0.5, 512],
    [5, 512],
    [7.3, 768],
    [12.3, 768],
    [12.4, 1_024],
    [30, 1_500],
  ])("for %d s is %d", (seconds, positions) => {
    expect(audioContext(seconds)).toBe(positions);
  });
});
