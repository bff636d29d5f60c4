import { afterEach, expect, it } from "vitest";
import { startMedia } from "../../../audio/line/rtp/media.ts";
import { buildRtp } from "../../../audio/line/rtp/packet.ts";
import { sipLine } from "../../../audio/line/sip/line.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { guest } from "./support/exchange.ts";
import { sipConfig } from "./support/line.ts";
import { damaged, seeded } from "./support/mutate.ts";
import { recording, recordingNames } from "./support/recording.ts";
import { virtualWorld } from "./support/virtual.ts";

const PACKETS = 100_000;
const PBX = { address: "10.99.0.1", port: 5_060 };
const STRANGER = { address: "203.0.113.9", port: 5_060 };
const SELF = { address: "10.99.0.2", port: 5_700 };

let stop = async () => {};
afterEach(() => stop());

async function line() {
  const world = virtualWorld();
  let answers = 0;
  let last = "";
  world.onSent = (bytes, from) => {
    if (from.port !== SELF.port) return;
    answers += 1;
    last = bytes.toString();
  };
  const one = sipLine(
    sipConfig(5_060, { registrar: { host: PBX.address, port: PBX.port }, bind: SELF, maxCalls: 30 }),
    {
      clock: world.clock,
      ids: randomIds(),
      log: silentLogger(),
      openUdp: world.openUdp,
      resolve: async (host) => host,
      ownAddress: async () => "127.0.0.1",
      defer: (callback) => callback(),
    },
  );
  one.onCall((call) => void call.answer().catch(() => {}));
  await one.start();
  stop = () => one.stop();
  return { world, one, answers: () => answers, last: () => last };
}

const recorded = () =>
  recordingNames().flatMap((name) => recording(name).map((event) => Buffer.from(event.text)));

it("100,000 malformed SIP packets from the exchange break nothing: the next call is answered", async () => {
  const { world, one, last, answers } = await line();
  const chance = seeded(4_711);
  const all = recorded();
  const some = () => all[Math.floor(chance() * all.length)] as Buffer;
  for (let n = 0; n < PACKETS; n++) {
    world.deliver(damaged(some(), some(), chance), PBX, SELF);
    if (n % 5_000 === 0) await world.run(world.clock.now() + 2_000);
  }
  expect(answers()).toBeGreaterThan(1_000);
  await world.run(world.clock.now() + 120_000);
  expect(one.state().calls).toBe(0);
  world.deliver(
    Buffer.from(guest({ port: 5_060, rtpPort: 30_000 }, "after-all", 5_700).invite.replace(/\r?\n/g, "\r\n")),
    PBX,
    SELF,
  );
  await world.run(world.clock.now() + 100);
  expect(last()).toMatch(/^SIP\/2\.0 200 OK[\s\S]*after-all/);
});

it("100,000 packets from a stranger, whole and malformed, get no answer at all", async () => {
  const { world, answers } = await line();
  const chance = seeded(815);
  const all = recorded();
  const some = () => all[Math.floor(chance() * all.length)] as Buffer;
  for (let n = 0; n < PACKETS; n++) {
    world.deliver(n % 2 === 0 ? some() : damaged(some(), some(), chance), STRANGER, SELF);
  }
  await world.run(40_000);
  expect(answers()).toBe(0);
});

it("100,000 malformed RTP packets break no sound: what follows is heard", async () => {
  const world = virtualWorld();
  const chance = seeded(99);
  let heard = 0;
  const media = startMedia(
    {
      clock: world.clock,
      udp: { send: () => {} },
      seeds: [1, 2, 3],
      known: () => false,
      onFrame: (frame) => {
        if (Math.abs(frame[0] ?? 0) > 2_000) heard += 1;
      },
      onDigit: (digit) => expect(digit).toMatch(/^[0-9*#]$/),
      defer: (callback) => callback(),
    },
    { ...PBX, codec: "PCMA", type: 8, events: 101, direction: "sendrecv" },
  );
  const packet = (n: number, type = 8, payload = new Uint8Array(160).fill(0x80)) =>
    buildRtp({ type, marker: false, sequence: n, timestamp: n * 160, source: 5, payload });
  for (let n = 0; n < PACKETS; n++) {
    const whole = packet(
      n,
      n % 7 === 0 ? 101 : 8,
      n % 7 === 0 ? Uint8Array.of(n % 20, 10, 0, 160) : undefined,
    );
    media.receive(damaged(whole, packet(n + 1), chance), PBX);
    if (n % 500 === 0) await world.run(world.clock.now() + 40);
  }
  await world.run(world.clock.now() + 1_000);
  heard = 0;
  for (let n = 0; n < 50; n++) {
    media.receive(packet(n), PBX);
    await world.run(world.clock.now() + 20);
  }
  media.stop();
  expect(heard).toBeGreaterThanOrEqual(46);
});
