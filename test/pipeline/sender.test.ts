import { expect, it, onTestFinished } from "vitest";
import type { SendOutcome } from "../../src/channels/port.ts";
import { HotelbotError } from "../../src/errors.ts";
import { createSender } from "../../src/pipeline/sender.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import type { Store } from "../../src/store/contract.ts";
import { type FakeClock, fakeClock } from "../channels/whatsapp/support.ts";
import { aConversation, entry } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";

const MINUTE = 60_000;

interface Bench {
  readonly clock: FakeClock;
  readonly store: Store;
  readonly guestId: number;
  /** `attempts` of every row the channel was asked to prepare. */
  readonly asked: { readonly id: string; readonly attempts: number }[];
  readonly sender: ReturnType<typeof createSender>;
  /** Queues a message and wakes its lane. */
  write(id: string, guest?: { guestId: number; conversationId: number }): void;
  /** Moves time on and lets what it woke finish. */
  later(ms: number): Promise<void>;
}

/** A sender on a real store whose channel answers as told, in order, and takes everything after that. */
function setUp(answers: SendOutcome[], change: (store: Store) => Store = (store) => store): Bench {
  const clock = fakeClock();
  const { store } = temporaryStore();
  const ids = aConversation(store);
  const asked: { id: string; attempts: number }[] = [];
  const sender = createSender({
    store: change(store),
    clock,
    log: silentLogger(),
    settled: () => undefined,
    channels: [
      {
        name: "whatsapp",
        prepare: async (row) => {
          asked.push({ id: row.id, attempts: row.attempts });
          return {
            kind: "prepared",
            send: async () => answers.shift() ?? { kind: "accepted", externalId: `wamid.${row.id}` },
          };
        },
      },
    ],
  });
  onTestFinished(() => sender.stop());
  const guests = [ids.guestId];
  const settled = async (): Promise<void> => {
    for (const guest of guests) await sender.idle(guest);
  };
  return {
    clock,
    store,
    guestId: ids.guestId,
    asked,
    sender,
    write(id, guest = ids) {
      guests.push(guest.guestId);
      store.outbox.add(entry(guest, id, { createdAt: clock.now() }));
      sender.wake(guest.guestId);
    },
    async later(ms) {
      await settled();
      clock.advance(ms);
      await settled();
    },
  };
}

const retry = (afterMs: number, scope: "guest" | "channel" = "guest"): SendOutcome => ({
  kind: "retry",
  afterMs,
  scope,
  why: "busy",
});
const STOPPED: SendOutcome = { kind: "stopped", why: "190: the token has expired" };

it("tries again when a timer rings a millisecond before its message is due", async () => {
  const { clock, store, write, later } = setUp([retry(4_000)]);
  write("a");
  await later(0);
  // As the machine's timers may: the alarm rings, the wall clock is not there yet.
  const real = clock.now;
  Object.assign(clock, { now: () => real() - 1 });
  await later(4_000);
  expect(store.outbox.get("a")?.state).toBe("ready");
  Object.assign(clock, { now: real });
  await later(1);
  expect(store.outbox.get("a")?.state).toBe("accepted");
});

it("loses no message that becomes due while it is looking round", async () => {
  const { clock, store, write, later } = setUp([retry(4_000, "channel")]);
  write("a");
  await later(0);
  // The alarm rings a millisecond early, and that millisecond passes between looking and setting the next alarm.
  const real = clock.now;
  let asked = 0;
  Object.assign(clock, { now: () => real() - (asked++ === 0 ? 1 : 0) });
  await later(4_000);
  await later(1);
  expect(store.outbox.get("a")?.state).toBe("accepted");
});

it("gives a message up after eight refusals to its guest, and one to another guest not for those", async () => {
  const { store, write, later } = setUp(Array.from({ length: 8 }, () => retry(1_000)));
  write("a");
  for (let count = 0; count < 7; count += 1) await later(1_000);
  expect(store.outbox.get("a")?.state).toBe("dead");
  write("b");
  await later(0);
  expect(store.outbox.get("b")?.state).toBe("accepted");
});

it("does not count the hours a line stood still: neither to give a message up nor to wait longer", async () => {
  const outage = Array.from({ length: 30 }, () => STOPPED);
  const { store, asked, sender, write, later } = setUp([...outage, retry(1_000), retry(1_000)]);
  write("a");
  for (let count = 0; count < 30; count += 1) await later(MINUTE);
  expect(asked).toHaveLength(31);
  expect(sender.stopped().size).toBe(0);
  expect(store.outbox.get("a")?.state).toBe("ready");
  await later(1_000);
  await later(1_000);
  expect(store.outbox.get("a")?.state).toBe("accepted");
  expect(asked.slice(-3).map(({ attempts }) => attempts)).toEqual([0, 1, 2]);
});

it("holds everybody's messages while the line stands still, says why, and sends them in order when it does not", async () => {
  const { store, asked, sender, write, later } = setUp([STOPPED]);
  const other = aConversation(store, "34600000002");
  write("a");
  await later(0);
  write("b");
  write("c", other);
  await later(MINUTE - 1);
  expect(sender.stopped().get("whatsapp")).toBe(STOPPED.kind === "stopped" ? STOPPED.why : "");
  expect(asked.map(({ id }) => id)).toEqual(["a"]);
  await later(1);
  expect(sender.stopped().size).toBe(0);
  expect(new Set(asked.slice(1).map(({ id }) => id))).toEqual(new Set(["a", "b", "c"]));
  expect(asked.findIndex(({ id }) => id === "b")).toBeGreaterThan(1);
});

it("frees the others at once when the message that stopped the line is settled from outside", async () => {
  const { store, sender, write, later } = setUp([STOPPED]);
  const other = aConversation(store, "34600000002");
  write("a");
  await later(0);
  write("c", other);
  store.outbox.dead("a", "the desk took it back", 1);
  await later(MINUTE);
  expect(store.outbox.get("c")?.state).toBe("accepted");
  expect(sender.stopped().size).toBe(0);
});

it("a clock that is set back makes no outage longer", async () => {
  const { clock, store, write, later, asked } = setUp([STOPPED]);
  write("a");
  await later(0);
  const { now } = clock;
  Object.assign(clock, { now: () => now() - 60 * MINUTE });
  await later(MINUTE - 1);
  expect(asked).toHaveLength(1);
  await later(1);
  expect(store.outbox.get("a")?.state).toBe("accepted");
});

it("sets one alarm in an outage, however often it looks round", async () => {
  const { clock, write, later, sender } = setUp([STOPPED]);
  let set = 0;
  const { after } = clock;
  Object.assign(clock, {
    after: (ms: number, callback: () => void) => {
      set += 1;
      const cancel = after(ms, callback);
      return () => {
        set -= 1;
        cancel();
      };
    },
  });
  write("a");
  await later(0);
  for (let count = 0; count < 100; count += 1) sender.wakeAll();
  expect(set).toBe(1);
});

it("writes down what became of a message before it sends another, when the disk was full at that moment", async () => {
  let full = 2;
  const { store, guestId, asked, write, later } = setUp([], (real) => ({
    ...real,
    outbox: {
      ...real.outbox,
      accepted(...args) {
        full -= 1;
        if (full >= 0) throw new HotelbotError("DATABASE_FULL", { path: "/var/lib/hotelbot" });
        real.outbox.accepted(...args);
      },
    },
  }));
  write("a");
  write("b");
  await later(5_000);
  expect(store.outbox.get("a")?.state).toBe("sending");
  expect(asked.map(({ id }) => id)).toEqual(["a"]);
  await later(5_000);
  expect(store.outbox.ofConversation(guestId, 0).map(({ id, state }) => ({ id, state }))).toEqual([
    { id: "a", state: "accepted" },
    { id: "b", state: "accepted" },
  ]);
  expect(asked.map(({ id }) => id)).toEqual(["a", "b"]);
});

it("asks the disk once before and once after messages to many guests, not twice each", async () => {
  let commits = 0;
  const { store, write, later } = setUp([], (real) => ({
    ...real,
    transaction(work) {
      commits += 1;
      return real.transaction(work);
    },
  }));
  const guests = Array.from({ length: 20 }, (_, n) => aConversation(store, `346000001${n + 10}`));
  guests.forEach((guest, n) => {
    write(`m${n}`, guest);
  });
  await later(0);
  const states = guests.map((_, n) => store.outbox.get(`m${n}`)?.state);
  expect(new Set(states)).toEqual(new Set(["accepted"]));
  expect(commits).toBe(2);
});

it("takes out what another message says already, and goes on with the next", async () => {
  const { store } = temporaryStore();
  const ids = aConversation(store);
  const settled: string[] = [];
  const sender = createSender({
    store,
    clock: fakeClock(),
    log: silentLogger(),
    settled: ({ id }) => settled.push(id),
    channels: [
      {
        name: "whatsapp",
        prepare: async ({ id }) =>
          id === "spoken"
            ? { kind: "unneeded", why: "it went in writing" }
            : { kind: "prepared", send: async () => ({ kind: "accepted", externalId: id }) },
      },
    ],
  });
  onTestFinished(() => sender.stop());
  for (const id of ["spoken", "next"]) store.outbox.add(entry(ids, id, { createdAt: 0 }));
  sender.wake(ids.guestId);
  await sender.idle(ids.guestId);
  expect(store.outbox.get("spoken")).toBeUndefined();
  expect(store.outbox.get("next")?.state).toBe("accepted");
  // The desk is told of nothing.
  expect(store.outbox.forDesk(Number.MAX_SAFE_INTEGER)).toEqual([]);
});
