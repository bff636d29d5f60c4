import { describe, expect, it } from "vitest";
import { readWav, writeWav } from "../../../audio/pcm/wav.ts";

const samples = Int16Array.of(0, 1, -1, 32_767, -32_768, 5);

describe("WAV", () => {
  it("reads what it wrote", () => {
    expect(readWav(writeWav({ rate: 22_050, samples }))).toEqual({ rate: 22_050, samples });
  });

  it("takes a stream's boundless size as «to the end», as espeak-ng writes it", () => {
    const file = writeWav({ rate: 22_050, samples });
    new DataView(file.buffer).setUint32(40, 0x7ffff000, true);
    expect(readWav(file)?.samples).toEqual(samples);
  });

  it("reads from the middle of a buffer, at any alignment", () => {
    const file = writeWav({ rate: 8_000, samples });
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect(readWav(shifted.subarray(3))?.samples).toEqual(samples);
  });

  it("skips other chunks and averages channels", () => {
    const file = writeWav({ rate: 16_000, samples: Int16Array.of(10, 20, 30, 50) });
    const stereo = new Uint8Array(file.length + 12);
    stereo.set(file.subarray(0, 36));
    stereo.set(new TextEncoder().encode("LIST"), 36);
    stereo[40] = 4;
    stereo.set(file.subarray(36), 48);
    new DataView(stereo.buffer).setUint16(22, 2, true);
    expect(readWav(stereo)?.samples).toEqual(Int16Array.of(15, 40));
  });

  it("leaves every other coding and every stump to others", () => {
    const alaw = writeWav({ rate: 8_000, samples });
    new DataView(alaw.buffer).setUint16(20, 6, true);
    expect(readWav(alaw)).toBeUndefined();
    expect(readWav(new TextEncoder().encode("RIFF"))).toBeUndefined();
    expect(readWav(writeWav({ rate: 8_000, samples }).subarray(0, 20))).toBeUndefined();
    expect(readWav(new Uint8Array(0))).toBeUndefined();
  });
});
