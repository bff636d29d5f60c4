import { describe, expect, it } from "vitest";
import { rms } from "../../../audio/pcm/level.ts";
import { resample } from "../../../audio/pcm/resample.ts";

function sine(hz: number, rate: number, seconds: number, amplitude = 10_000): Int16Array {
  return Int16Array.from({ length: rate * seconds }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hz * i) / rate)),
  );
}

const inner = (pcm: Int16Array): Int16Array => pcm.subarray(400, pcm.length - 400);

describe("resample", () => {
  it.each([
    [22_050, 16_000],
    [48_000, 16_000],
    [44_100, 16_000],
    [8_000, 16_000],
    [16_000, 8_000],
  ])("keeps a tone of 1 kHz the same tone in the same place, %i → %i", (from, to) => {
    const got = resample(sine(1_000, from, 1), from, to);
    const want = sine(1_000, to, 1);
    expect(got.length).toBe(want.length);
    const error = inner(got.map((value, i) => value - (want[i] ?? 0)));
    expect(rms(error)).toBeLessThan(0.005 * rms(want));
  });

  it("lets nothing above the new half rate through", () => {
    const got = inner(resample(sine(10_000, 48_000, 1), 48_000, 16_000));
    expect(rms(got)).toBeLessThan(10);
  });

  it("keeps full scale without wrapping round", () => {
    const square = Int16Array.from({ length: 2_000 }, (_, i) => (i % 40 < 20 ? 32_767 : -32_768));
    const got = resample(square, 16_000, 22_050);
    const flips = got.filter((value, i) => i > 0 && Math.abs(value - (got[i - 1] ?? 0)) > 60_000);
    expect(flips.length).toBe(0);
  });

  it("answers nothing for nothing, and the same for the same rate", () => {
    expect(resample(new Int16Array(0), 48_000, 16_000).length).toBe(0);
    const pcm = sine(400, 16_000, 1);
    expect(resample(pcm, 16_000, 16_000)).toEqual(pcm);
  });
});
