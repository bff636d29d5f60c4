import { expect, it } from "vitest";
import { silentLogger } from "../../src/platform/logger.ts";
import { createLive, type LiveEvent, type Topic } from "../../src/web/live.ts";

/** A clock whose timers ring when it is moved. */
function handClock() {
  let now = 1_000;
  let timers: { at: number; ring: () => void }[] = [];
  return {
    now: () => now,
    after: (ms: number, ring: () => void) => {
      const timer = { at: now + ms, ring };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    waiting: () => timers.length,
    /** Time passes in quarters of a second, and what was asked of a topic is answered. */
    async pass(ms: number) {
      const answered = async (): Promise<void> => {
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      };
      await answered();
      for (const end = now + ms; now < end; ) {
        now += 250;
        const due = timers.filter(({ at }) => at <= now);
        timers = timers.filter(({ at }) => at > now);
        for (const { ring } of due) ring();
        await answered();
      }
    },
  };
}

function aLive(topics: readonly Partial<Topic>[], boot = "b") {
  const clock = handClock();
  const state = { writes: 0, value: "one", reads: 0 };
  const read = async () => {
    state.reads += 1;
    return state.value;
  };
  const live = createLive({
    topics: topics.map((topic) => ({ name: "inbox", restMs: 0, read, ...topic })),
    writes: () => state.writes,
    clock,
    boot,
    log: silentLogger(),
  });
  const join = (last?: string) => {
    const events: LiveEvent[] = [];
    const leave = live.join({ last, send: (event) => events.push(event) });
    return { events, leave, data: () => events.map(({ data }) => data) };
  };
  return { clock, state, live, join };
}

it("tells what changed when something was written, and nothing when it stayed the same", async () => {
  const { clock, state, join } = aLive([{}]);
  const viewer = join();
  await clock.pass(1_000);
  expect(viewer.data()).toEqual(['"one"']);
  expect(state.reads).toBe(1);
  state.writes += 1;
  await clock.pass(500);
  expect([state.reads, viewer.events.length]).toEqual([2, 1]);
  state.value = "two";
  await clock.pass(500);
  expect(viewer.events.length).toBe(1);
  state.writes += 1;
  await clock.pass(250);
  expect(viewer.data()).toEqual(['"one"', '"two"']);
});

it("asks what is dear no more often than it may, and what gets old by itself", async () => {
  const { clock, state, join, live } = aLive([{ restMs: 60_000, staleMs: 120_000 }]);
  join();
  await clock.pass(250);
  for (let second = 0; second < 50; second += 1) {
    state.writes += 1;
    await clock.pass(1_000);
  }
  expect(state.reads).toBe(1);
  await clock.pass(12_000);
  expect(state.reads).toBe(2);
  // After something was done on the page nobody waits for a rest.
  state.writes += 1;
  live.look();
  expect(state.reads).toBe(3);
  await clock.pass(119_000);
  expect(state.reads).toBe(3);
  await clock.pass(2_000);
  expect(state.reads).toBe(4);
});

it("rests longer from what takes longer to read", async () => {
  const asked: ((value: string) => void)[] = [];
  const { clock, state, join } = aLive([{ read: () => new Promise((answer) => asked.push(answer)) }]);
  join();
  await clock.pass(500);
  asked[0]?.("after half a second");
  await clock.pass(250);
  state.writes += 1;
  // Half a second would be worth ten; more than two of rest nobody is made to wait.
  await clock.pass(1_000);
  expect(asked).toHaveLength(1);
  await clock.pass(500);
  expect(asked).toHaveLength(2);
});

it("reads nothing while nobody looks, and shows nothing old to whoever comes", async () => {
  const { clock, state, join } = aLive([{}]);
  const viewer = join();
  await clock.pass(250);
  viewer.leave();
  expect(clock.waiting()).toBe(0);
  state.value = "two";
  await clock.pass(5_000);
  expect(state.reads).toBe(1);
  const next = join();
  await clock.pass(250);
  expect(next.data().at(-1)).toBe('"two"');
});

it("gives whoever comes back what they have not seen, by the last id, and all of it after a restart", async () => {
  let inbox = "one";
  const { clock, state, join } = aLive([
    { name: "inbox", read: async () => inbox },
    { name: "calls", read: async () => "none" },
  ]);
  const other = join();
  const viewer = join();
  await clock.pass(250);
  const last = viewer.events.at(-1)?.id;
  viewer.leave();
  inbox = "two";
  state.writes += 1;
  await clock.pass(250);
  expect(join(last).events.map(({ name, data }) => [name, data])).toEqual([["inbox", '"two"']]);
  expect(join(`other.99`).events).toHaveLength(2);
  expect(join("nonsense").events).toHaveLength(2);
  // Ids only grow: whoever is cut off between two events has everything up to the one they had.
  const ids = other.events.map(({ id }) => Number(id.split(".")[1]));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
});

it("says what is wrong instead of a topic that cannot be read, and goes on", async () => {
  let broken = true;
  const read = async () => {
    if (broken) throw new Error("no disk");
    return "fine";
  };
  const { clock, state, join } = aLive([{ read }]);
  const viewer = join();
  await clock.pass(250);
  expect(JSON.parse(viewer.data()[0] ?? "")).toMatchObject({ error: { code: "INTERNAL" } });
  broken = false;
  state.writes += 1;
  await clock.pass(250);
  expect(viewer.data().at(-1)).toBe('"fine"');
});
