import { describe, expect, it } from "vitest";
import { aLaw, muLaw } from "../../../audio/pcm/g711.ts";

describe("µ-law", () => {
  // ITU-T G.711 table 2a: the decoder's output values, 14 bits in the standard, 16 here.
  it.each([
    [0x80, 32_124],
    [0x00, -32_124],
    [0xff, 0],
    [0x7f, 0],
    [0xf0, 120],
    [0xef, 132],
    [0x8f, 16_764],
  ])("decodes %i as %i", (byte, sample) => {
    expect([...muLaw().decode(Uint8Array.of(byte))].map((value) => value + 0)).toEqual([sample]);
  });

  it("gives every byte back", () => {
    const line = muLaw();
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    // 0x7f is minus zero, which is written as plus zero.
    expect([...line.encode(line.decode(bytes))]).toEqual(
      [...bytes].map((byte) => (byte === 0x7f ? 0xff : byte)),
    );
  });

  it("keeps the error within half a step of its segment", () => {
    const line = muLaw();
    for (let sample = -32_000; sample <= 32_000; sample += 7) {
      const [back = 0] = line.decode(line.encode(Int16Array.of(sample)));
      expect(Math.abs(back - sample)).toBeLessThanOrEqual(Math.max(4, (Math.abs(sample) + 132) / 32));
    }
  });
});

describe("A-law", () => {
  it.each([
    [0xd5, 8],
    [0x55, -8],
    [0xaa, 32_256],
    [0x2a, -32_256],
    [0xc5, 264],
  ])("decodes %i as %i", (byte, sample) => {
    expect([...aLaw().decode(Uint8Array.of(byte))]).toEqual([sample]);
  });

  it("gives every byte back", () => {
    const line = aLaw();
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect([...line.encode(line.decode(bytes))]).toEqual([...bytes]);
  });
});
