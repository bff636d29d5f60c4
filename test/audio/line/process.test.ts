import { duplexPair } from "node:stream";
import { expect, test } from "vitest";
import { loadLiveVads } from "../../../audio/ears/live-vad.ts";
import { createLineHost } from "../../../audio/line/process/host.ts";
import type { Order, Report } from "../../../audio/line/process/protocol.ts";
import type { RemoteCall } from "../../../audio/line/process/remote-call.ts";
import { serveLine } from "../../../audio/line/process/serve.ts";
import { openWire } from "../../../audio/line/process/wire.ts";
import type { Listened } from "../../../audio/line/turns/listening.ts";
import { createMouth } from "../../../audio/mouth/mouth.ts";
import { resample } from "../../../audio/pcm/resample.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { memoryLine } from "../../support/memory-line.ts";

/** A line served at the other end of a pair of sockets, with callers of memory. */
async function served() {
  const line = memoryLine(() => new Promise((resolve) => setImmediate(resolve)));
  const vads = await loadLiveVads();
  const ends: (() => void)[] = [];
  const spawn = () => {
    const [here, there] = duplexPair();
    const wire = openWire<Report, Order>(there);
    wire.onParcel(() => {
      const exited = serveLine({ line, wire, vads, clock: systemClock(), every: () => () => undefined });
      ends.push(() => there.destroy());
      void exited.then(() => done("it was told to"));
    });
    let done: (why: string) => void = () => undefined;
    const exited = new Promise<string>((resolve) => {
      done = resolve;
    });
    here.on("close", () => there.destroy());
    return { pid: 1, wire: openWire<Order, Report>(here), exited, kill: () => there.destroy() };
  };
  const host = createLineHost({ door: { kind: "soundcard" }, clock: systemClock(), spawn });
  const rung: RemoteCall[] = [];
  host.onCall((call) => rung.push(call));
  await host.start();
  const breakIt = (): void => {
    for (const end of ends.splice(0)) end();
  };
  return { line, host, rung, break: breakIt };
}

async function spoken(text: string): Promise<Int16Array> {
  const mouth = createMouth({ languages: ["es"], spares: 0 });
  return resample(await mouth.speak(text, "es"), 16_000, 8_000);
}

test("a caller's turn comes with its sound, and who speaks over the bot silences it", async () => {
  const { line, host, rung } = await served();
  const caller = line.ring("+34600111222");
  const [call] = await expect
    .poll(() => rung)
    .toHaveLength(1)
    .then(() => rung);
  if (!call) throw new Error("no call");
  expect(call.from.number).toBe("+34600111222");
  const told: { what: Listened; samples: number }[] = [];
  call.listen({
    listened: (what, sound) => told.push({ what, samples: sound?.length ?? 0 }),
    digit: () => undefined,
  });
  await call.answer();
  await caller.answered;
  const sentence = await spoken("Hola, quería una habitación para este viernes.");
  await caller.silence(400);
  await caller.say(sentence);
  await caller.silence(300);
  await expect.poll(() => told.map(({ what }) => what.kind)).toContain("pause");
  const pause = told.findLast(({ what }) => what.kind === "pause");
  expect(pause?.samples).toBeGreaterThan(sentence.length * 0.8);
  expect(pause?.samples).toBeLessThan(sentence.length + 8_000);
  await caller.silence(1_200);
  await expect.poll(() => told.at(-1)?.what.kind).toBe("ended");

  const long = await spoken(
    "Le cuento todo lo que tenemos esta semana, que es mucho y muy bonito, y además barato.",
  );
  const played = call.play(long);
  await expect
    .poll(async () => {
      await caller.silence(20);
      return caller.loudness();
    })
    .toBeGreaterThan(0);
  await caller.silence(1_400);
  const before = caller.frames.sent;
  await caller.say(sentence);
  const { heardMs, whole } = await played;
  expect(whole).toBe(false);
  expect(heardMs).toBeGreaterThan(1_300);
  expect(told.map(({ what }) => what)).toContainEqual({ kind: "began", over: true });
  const silentFrom = (heardMs / 20) | 0;
  expect(silentFrom).toBeLessThan(before + 40);
  await host.stop();
});

test("a line process that ends takes its calls with it and is started again", async () => {
  const { line, host, rung, break: breakIt } = await served();
  line.ring();
  await expect.poll(() => rung).toHaveLength(1);
  breakIt();
  expect(await rung[0]?.ended).toBe("failed");
  await expect.poll(() => host.state().state).toBe("up");
  line.ring();
  await expect.poll(() => rung).toHaveLength(2);
  await host.stop();
});
