import { expect, test } from "vitest";
import { createLanes } from "../../src/pipeline/lanes.ts";
import { createTurnstile } from "../../src/platform/turnstile.ts";

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test("one guest's work never overlaps, another guest's does not wait", async () => {
  const lanes = createLanes((_key, error) => {
    throw error;
  });
  const log: string[] = [];
  const gate = deferred();
  const started = deferred();
  lanes.wake(1, async () => {
    log.push("1a begins");
    started.resolve();
    await gate.promise;
    log.push("1a ends");
  });
  await started.promise;
  lanes.wake(1, async () => {
    log.push("1b");
  });
  lanes.wake(2, async () => {
    log.push("2");
  });
  await lanes.settled(2);
  expect(log).toEqual(["1a begins", "2"]);
  gate.resolve();
  await lanes.settled(1);
  expect(log).toEqual(["1a begins", "2", "1a ends", "1b"]);
});

test("waking a lane that is already queued adds nothing", async () => {
  const lanes = createLanes(() => undefined);
  let runs = 0;
  const gate = deferred();
  lanes.wake(1, () => gate.promise);
  await Promise.resolve();
  await Promise.resolve();
  for (let index = 0; index < 5; index++) {
    lanes.wake(1, async () => {
      runs++;
    });
  }
  gate.resolve();
  await lanes.settled(1);
  expect(runs).toBe(1);
});

test("a lane goes on after a failure, which is told", async () => {
  const told: unknown[] = [];
  const lanes = createLanes((key, error) => told.push([key, (error as Error).message]));
  lanes.wake(7, async () => {
    throw new Error("broken");
  });
  await lanes.settled(7);
  let ran = false;
  lanes.wake(7, async () => {
    ran = true;
  });
  await lanes.settled(7);
  expect([told, ran]).toEqual([[[7, "broken"]], true]);
});

test("stop lets the running task finish and begins nothing new", async () => {
  const lanes = createLanes(() => undefined);
  const log: string[] = [];
  const gate = deferred();
  const started = deferred();
  lanes.wake(1, async () => {
    started.resolve();
    await gate.promise;
    log.push("finished");
  });
  await started.promise;
  lanes.wake(1, async () => {
    log.push("must not run");
  });
  const stopped = lanes.stop();
  lanes.wake(2, async () => {
    log.push("must not run either");
  });
  gate.resolve();
  await stopped;
  expect(log).toEqual(["finished"]);
});

test("what has to pass a turnstile begins one at a time, and the event loop turns in between", async () => {
  const log: string[] = [];
  const lanes = createLanes(() => undefined, createTurnstile());
  let on = true;
  const loop = (): void => {
    log.push("loop");
    if (on) setImmediate(loop);
  };
  setImmediate(loop);
  const guests = [1, 2, 3, 4];
  for (const guest of guests) {
    lanes.wake(guest, async () => {
      log.push(`guest ${guest}`);
    });
  }
  await Promise.all(guests.map((guest) => lanes.settled(guest)));
  on = false;
  expect(log.filter((each) => each !== "loop")).toEqual(guests.map((guest) => `guest ${guest}`));
  expect(log.some((each, at) => at > 0 && each !== "loop" && log[at - 1] !== "loop")).toBe(false);
});
