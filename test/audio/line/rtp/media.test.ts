import { afterEach, describe, expect, it } from "vitest";
import { type Media, startMedia } from "../../../../audio/line/rtp/media.ts";
import { buildRtp, parseRtp, type RtpPacket } from "../../../../audio/line/rtp/packet.ts";
import type { Agreed } from "../../../../audio/line/sdp/negotiate.ts";
import type { Endpoint } from "../../../../audio/line/udp.ts";
import { aLaw } from "../../../../audio/pcm/g711.ts";
import { virtualWorld } from "../support/virtual.ts";

const PBX = { address: "10.0.0.1", port: 30_000 };
/** The exchange, by the address its SIP comes from. */
const BEHIND = { address: "10.0.0.7", port: 4_000 };
const AGREED: Agreed = { ...PBX, codec: "PCMA", type: 8, events: 101, direction: "sendrecv" };

function setUp(agreed: Agreed = AGREED) {
  const world = virtualWorld();
  const sent: { packet: RtpPacket; to: Endpoint; ms: number }[] = [];
  const frames: Int16Array[] = [];
  const digits: string[] = [];
  const media = startMedia(
    {
      clock: world.clock,
      udp: {
        send: (bytes, to) => {
          const packet = parseRtp(Buffer.from(bytes));
          if (packet) sent.push({ packet, to, ms: world.clock.now() });
        },
      },
      seeds: [0xffff_ffff, 0xffff_ff00, 0xfffe],
      known: (address) => address === BEHIND.address,
      onFrame: (frame) => frames.push(frame),
      onDigit: (digit) => digits.push(digit),
      defer: (callback) => callback(),
    },
    agreed,
  );
  open.push(media);
  const say = (more: Partial<RtpPacket>, from: Endpoint = PBX) =>
    media.receive(
      buildRtp({ type: 8, marker: false, sequence: 1, timestamp: 160, source: 5, payload: speech, ...more }),
      from,
    );
  return { world, sent, frames, digits, media, say };
}

const open: Media[] = [];
const speech = aLaw().encode(new Int16Array(160).fill(5_000));
afterEach(() => {
  for (const media of open.splice(0)) media.stop();
});

describe("the sound of a call", () => {
  it("is one packet each 20 ms without a gap, silence when there is nothing to say", async () => {
    const { world, sent, media } = setUp();
    await world.run(100);
    void media.play(new Int16Array(320).fill(5_000));
    await world.run(400);
    expect(sent.map((one) => one.ms)).toEqual(Array.from({ length: 21 }, (_, n) => n * 20));
    const steps = sent
      .slice(1)
      .map((one, i) => (one.packet.sequence - (sent[i]?.packet.sequence ?? 0)) & 0xffff);
    expect(new Set(steps)).toEqual(new Set([1]));
    expect(sent.filter((one) => one.packet.payload[0] === speech[0]).length).toBe(2);
    expect(sent[0]?.packet.marker).toBe(true);
  });

  it("is not listened to while the caller holds the line, and is again when they come back", async () => {
    const { world, sent, frames, media } = setUp();
    await world.run(100);
    const before = frames.length;
    for (const direction of ["recvonly", "inactive"] as const) {
      media.renegotiate({ ...AGREED, direction });
      await world.run(10_000);
    }
    expect(frames).toHaveLength(before);
    expect(sent.length).toBeGreaterThan(500);
    media.renegotiate(AGREED);
    await world.run(20_200);
    expect(frames.length).toBeGreaterThan(before);
  });

  it("falls silent at the next packet and says how much was heard", async () => {
    const { world, sent, media } = setUp();
    const playing = media.play(new Int16Array(8_000).fill(5_000));
    await world.run(205);
    media.flush();
    expect(await playing).toEqual({ heardMs: 220, whole: false });
    const before = sent.length;
    await world.run(300);
    expect(sent.slice(before).every((one) => one.packet.payload[0] !== speech[0])).toBe(true);
  });

  it("goes where theirs comes from, and a stranger neither speaks nor is spoken to", async () => {
    const { world, sent, say, media } = setUp();
    await world.run(20);
    expect(sent.at(-1)?.to).toEqual(PBX);
    say({}, { address: PBX.address, port: 31_000 });
    for (let n = 0; n < 20; n++) say({ sequence: n, source: 9 }, { address: "10.6.6.6", port: 4_000 });
    await world.run(60);
    expect(sent.at(-1)?.to).toEqual({ address: PBX.address, port: 31_000 });
    expect(media.figures.strangers).toBe(20);
  });

  it("comes from elsewhere when nothing comes from where it was agreed, but not for a single packet", async () => {
    const { world, sent, say } = setUp();
    for (let n = 0; n < 4; n++) say({ sequence: n * 7 }, BEHIND);
    await world.run(20);
    expect(sent.at(-1)?.to).toEqual(PBX);
    for (let n = 0; n < 5; n++) say({ sequence: 100 + n }, BEHIND);
    await world.run(60);
    expect(sent.at(-1)?.to).toEqual(BEHIND);
  });

  it("never comes from nor goes to a stranger, however long the caller is silent", async () => {
    const { world, sent, frames, say, media } = setUp();
    const stranger = { address: "10.6.6.6", port: 4_000 };
    const flood = () => {
      for (let n = 0; n < 50; n++) say({ sequence: n, timestamp: n * 160, source: 9 }, stranger);
    };
    flood();
    await world.run(60);
    say({});
    await world.run(5_000);
    flood();
    await world.run(5_200);
    expect(media.figures.strangers).toBe(100);
    expect(sent.every(({ to }) => to.address === PBX.address)).toBe(true);
    expect(frames.filter((frame) => Math.abs((frame[0] ?? 0) - 5_000) < 300)).toHaveLength(1);
  });

  it("is decoded by each packet's own type, and goes on with another source", async () => {
    const { world, frames, say } = setUp();
    for (let n = 0; n < 5; n++) say({ type: n === 0 ? 0 : 8, sequence: n, timestamp: n * 160 });
    await world.run(200);
    for (let n = 0; n < 5; n++) say({ source: 77, sequence: n, timestamp: 5 + n * 160 });
    await world.run(400);
    expect(frames.filter((frame) => Math.abs((frame[0] ?? 0) - 5_000) < 300).length).toBe(9);
  });

  it("presses keys as RFC 4733 says: one timestamp, growing, its end three times", async () => {
    const { world, sent, media } = setUp();
    media.press("5");
    await world.run(300);
    const keys = sent.filter((one) => one.packet.type === 101).map((one) => one.packet);
    expect(keys.length).toBe(8);
    expect(new Set(keys.map((one) => one.timestamp)).size).toBe(1);
    expect(keys.map((one) => one.marker)).toEqual([true, ...Array.from({ length: 7 }, () => false)]);
    expect(keys.slice(-3).every((one) => ((one.payload[1] ?? 0) & 0x80) !== 0)).toBe(true);
  });

  it("hears tones where the exchange sends no key events", async () => {
    const { events: _, ...plain } = AGREED;
    const { world, digits, say } = setUp(plain);
    const tone = Int16Array.from(
      { length: 160 * 5 },
      (_, i) =>
        8_000 * (Math.sin((2 * Math.PI * 770 * i) / 8_000) + Math.sin((2 * Math.PI * 1_336 * i) / 8_000)),
    );
    for (let n = 0; n < 5; n++) {
      say({ sequence: n, timestamp: n * 160, payload: aLaw().encode(tone.subarray(n * 160, (n + 1) * 160)) });
    }
    await world.run(400);
    expect(digits).toEqual(["5"]);
  });
});
