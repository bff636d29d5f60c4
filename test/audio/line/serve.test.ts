import { duplexPair } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import type { LiveVads } from "../../../audio/ears/live-vad.ts";
import { createLineHost } from "../../../audio/line/process/host.ts";
import type { Order, Report } from "../../../audio/line/process/protocol.ts";
import type { RemoteCall } from "../../../audio/line/process/remote-call.ts";
import { serveLine } from "../../../audio/line/process/serve.ts";
import { openWire } from "../../../audio/line/process/wire.ts";
import { HotelbotError } from "../../../src/errors.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { type MemoryLine, memoryLine } from "../../support/memory-line.ts";
import { virtualWorld } from "./support/virtual.ts";

const NOBODY_SPEAKS: LiveVads = () => ({ hear: () => ({ voiced: false, level: 0 }), close: () => undefined });

/** A line served over a wire, on a clock of its own. */
async function served(line: MemoryLine, { clock, run } = virtualWorld()) {
  const ticks: (() => void)[] = [];
  const every = (_ms: number, task: () => void) => {
    ticks.push(task);
    return () => undefined;
  };
  const spawn = () => {
    const [here, there] = duplexPair();
    const wire = openWire<Report, Order>(there);
    let done: (why: string) => void = () => undefined;
    const exited = new Promise<string>((resolve) => {
      done = resolve;
    });
    wire.onParcel(() => {
      void serveLine({ line, wire, vads: NOBODY_SPEAKS, clock, every }).then(() => done("it was told to"));
    });
    here.on("close", () => there.destroy());
    return { pid: 1, wire: openWire<Order, Report>(here), exited, kill: () => there.destroy() };
  };
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  const host = createLineHost({ door: { kind: "soundcard" }, clock: systemClock(), spawn, onFault });
  onTestFinished(() => host.stop());
  const rung: RemoteCall[] = [];
  host.onCall((call) => rung.push(call));
  await host.start();
  const tick = (): void => {
    for (const task of ticks) task();
  };
  return { host, rung, faults, run, tick };
}

const memory = () => memoryLine(() => new Promise((resolve) => setImmediate(resolve)));

test("a door that cannot be opened says why for as long as it is shut, and is tried again ever more seldom", async () => {
  const line = memory();
  const tries: number[] = [];
  let taken = true;
  const world = virtualWorld();
  const start = async (): Promise<void> => {
    tries.push(world.clock.now());
    if (taken) throw new HotelbotError("LINE_DOWN", { what: "another program uses its port" });
  };
  const state = () =>
    ({ state: taken ? "down" : "up", text: taken ? "not started" : "in memory", calls: 0 }) as const;
  const { host, run, tick } = await served({ ...line, start, state }, world);
  expect(host.state()).toMatchObject({
    state: "down",
    text: expect.stringContaining("another program uses its port"),
  });
  tick();
  await expect(host.dial("101")).rejects.toThrow("another program uses its port");
  expect(host.state().text).toContain("another program uses its port");
  await run(100_000);
  expect(tries.map((ms) => ms / 1_000)).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
  taken = false;
  await run(121_000);
  await expect.poll(() => host.state()).toMatchObject({ state: "up", text: "in memory" });
  await run(500_000);
  expect(tries).toHaveLength(9);
});

test("a line that is stopped while it waits to try again never opens any more", async () => {
  const line = memory();
  let tries = 0;
  const { host, run } = await served({
    ...line,
    start: async () => {
      tries++;
      throw new Error("no");
    },
  });
  await host.stop();
  await run(100_000);
  expect(tries).toBe(1);
});

test("of a sentence into which the caller hangs up it is known how much was heard", async () => {
  const line = memory();
  const { rung } = await served(line);
  const caller = line.ring();
  await expect.poll(() => rung).toHaveLength(1);
  const played = rung[0]?.play(new Int16Array(8_000).fill(500));
  await expect.poll(() => caller.busy()).toBe(true);
  await caller.silence(400);
  caller.hangUp();
  expect(await played).toEqual({ heardMs: 400, whole: false });
  expect(await rung[0]?.ended).toBe("caller_hung_up");
});

test("a call that ends because hotelbot is stopped is cut off, not failed", async () => {
  const line = memory();
  const { host, rung } = await served(line);
  line.ring();
  await expect.poll(() => rung).toHaveLength(1);
  await host.stop();
  expect(await rung[0]?.ended).toBe("cut_off");
});

test("whoever attends to calls and throws is told of, and what they did not take is refused", async () => {
  const line = memory();
  const { host, faults } = await served(line);
  const trouble = new Error("disk full");
  const fail = (): never => {
    throw trouble;
  };
  host.onCall(fail);
  expect(await line.ring().call.ended).toBe("refused");
  expect(faults).toEqual([trouble]);
  const taken: RemoteCall[] = [];
  host.onCall((call) => {
    call.listen({ listened: fail, digit: fail });
    taken.push(call);
  });
  const caller = line.ring();
  await expect.poll(() => taken).toHaveLength(1);
  caller.press("5");
  await caller.silence(10_000);
  await expect.poll(() => faults.length).toBeGreaterThan(2);
  expect(new Set(faults)).toEqual(new Set([trouble]));
  caller.hangUp();
  expect(await taken[0]?.ended).toBe("caller_hung_up");
});
