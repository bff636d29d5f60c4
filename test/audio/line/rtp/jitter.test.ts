import { describe, expect, it } from "vitest";
import { FRAME, jitterBuffer } from "../../../../audio/line/rtp/jitter.ts";

/** Sound that tells which frame it is of, and by its last sample that it is not made up. */
const sound = (n: number) => new Int16Array(FRAME).fill(n + 1).fill(1, FRAME - 1);
const first = (frame: Int16Array) => frame[0] ?? 0;
const genuine = (frame: Int16Array) => (frame[FRAME - 1] === 1 ? first(frame) : 0);

/** Plays packets with their arrival times against a clock of one pull each 20 ms, and tells what came out. */
function through(packets: readonly { n: number; ms: number }[], pulls: number, start = 0xffff_fff0) {
  const buffer = jitterBuffer();
  const waiting = [...packets].sort((a, b) => a.ms - b.ms);
  const out: number[] = [];
  for (let tick = 0; tick < pulls; tick++) {
    while ((waiting[0]?.ms ?? Number.POSITIVE_INFINITY) <= tick * 20) {
      const packet = waiting.shift();
      if (packet) buffer.push((start + packet.n * FRAME) >>> 0, sound(packet.n));
    }
    out.push(genuine(buffer.pull()));
  }
  return { out, figures: buffer.figures };
}

const random = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    return state / 0x7fff_ffff;
  };
};

describe("the jitter buffer", () => {
  it("holds back 40 ms, then hands out every frame in order across the wrap of the timestamp", () => {
    const { out } = through(
      Array.from({ length: 50 }, (_, n) => ({ n, ms: n * 20 })),
      52,
    );
    expect(out.slice(0, 2)).toEqual([0, 0]);
    expect(out.slice(2)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });

  it("puts exchanged packets in order and ignores repeated ones", () => {
    const packets = Array.from({ length: 20 }, (_, n) => ({ n, ms: n * 20 }));
    const swapped = packets.map(({ n, ms }) => ({ n, ms: n % 5 === 2 ? ms + 25 : ms }));
    const { out, figures } = through([...swapped, ...packets.map(({ n, ms }) => ({ n, ms: ms + 1 }))], 22);
    expect(out.slice(2)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(figures.duplicates).toBeGreaterThan(15);
    expect(figures.late).toBe(0);
  });

  it("makes up a lost frame from the one before it, quieter", () => {
    const buffer = jitterBuffer();
    for (const n of [0, 1, 3, 4]) buffer.push(n * FRAME, new Int16Array(FRAME).fill(1_000));
    const out = Array.from({ length: 7 }, () => first(buffer.pull()));
    expect(out).toEqual([0, 0, 1_000, 1_000, 700, 1_000, 1_000]);
  });

  it("with 5 % loss and 30 ms of jitter is never broken: each lost frame costs one, none comes late or twice", () => {
    const chance = random(7);
    const count = 3_000;
    const packets = Array.from({ length: count }, (_, n) => ({ n, ms: n * 20 + chance() * 30 })).filter(
      () => chance() > 0.05,
    );
    const lost = count - packets.length;
    const { out, figures } = through(packets, count + 4);
    expect(figures.late).toBeLessThanOrEqual(3);
    const heard = out.filter((value) => value > 0);
    // In order, and all that arrived but what was late.
    expect(heard.every((value, at) => at === 0 || value > (heard[at - 1] ?? 0))).toBe(true);
    expect(new Set(out).size).toBeGreaterThanOrEqual(packets.length - 3);
    expect(figures.concealed).toBeLessThanOrEqual(lost + 5);
    expect(out.length - heard.length).toBeLessThanOrEqual(lost + 8);
  });

  it("goes on at once after timestamps that jump, and after a pause", () => {
    const buffer = jitterBuffer();
    const pull = (times: number) => Array.from({ length: times }, () => first(buffer.pull()));
    for (let n = 0; n < 3; n++) buffer.push(n * FRAME, sound(n));
    expect(pull(5)).toEqual([0, 0, 1, 2, 3]);
    for (let n = 0; n < 3; n++) buffer.push(900_000 + n * FRAME, sound(n + 10));
    expect(pull(5)).toEqual([0, 0, 11, 12, 13]);
    pull(20);
    for (let n = 0; n < 3; n++) buffer.push(905_000 + n * FRAME, sound(n + 20));
    expect(pull(5)).toEqual([0, 0, 21, 22, 23]);
  });

  it("keeps up with an exchange whose clock runs a little faster or slower", () => {
    for (const step of [19.98, 20.02]) {
      const { out, figures } = through(
        Array.from({ length: 20_000 }, (_, n) => ({ n, ms: n * step })),
        20_000,
      );
      expect(figures.late, JSON.stringify(figures)).toBeLessThan(80);
      expect(out.filter((value) => value === 0).length).toBeLessThan(60);
    }
  });

  it("takes packets of 10 and 30 ms as well", () => {
    for (const size of [80, 240]) {
      const buffer = jitterBuffer();
      const out: number[] = [];
      let at = 0;
      for (let tick = 0; tick < 60; tick++) {
        for (; at * size < (tick + 1) * FRAME; at++) buffer.push(at * size, new Int16Array(size).fill(500));
        out.push(...buffer.pull());
      }
      expect(out.slice(3 * FRAME).every((sample) => sample === 500)).toBe(true);
    }
  });
});
