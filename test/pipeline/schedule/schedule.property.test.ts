import fc from "fast-check";
import { expect, test } from "vitest";
import { localNow } from "../../../src/domain/calendar.ts";
import { temporaryFolder, temporaryStore } from "../../store/support/opened.ts";
import { aStay, BOOKING, DAY, HOUR, hotel, planned, queued, START, wildClock } from "./support.ts";

type Happening =
  | { readonly do: "time"; readonly ms: number }
  | { readonly do: "round" | "restart" | "stop" | "start" | "cancel" | "take" | "give" };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("time" as const),
      ms: fc.integer({ min: -3 * DAY, max: 9 * DAY }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("time" as const),
      ms: fc.integer({ min: -2 * HOUR, max: 12 * HOUR }),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: "round" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "restart" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("stop", "start", "cancel", "take", "give" as const) }),
  },
) as fc.Arbitrary<Happening>;

test("whatever the clock does and however often it restarts, nothing is sent twice, at night, or after STOP", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 25 }), async (happenings) => {
      const clock = wildClock();
      const folder = temporaryFolder();
      const { store, close } = temporaryStore(folder);
      const conversationId = aStay(store);
      let scheduler = planned(store, clock).scheduler;
      let allowed = true;
      let cancelled = false;
      let stopped = false;
      let person = false;
      for (const each of happenings) {
        const before = queued(store, conversationId).length;
        allowed = !cancelled && !stopped && !person;
        if (each.do === "time") clock.at += each.ms;
        else if (each.do === "restart") scheduler = planned(store, clock).scheduler;
        else if (each.do === "stop" || each.do === "start") {
          stopped = each.do === "stop";
          store.stops.set(conversationId, stopped, clock.at);
        } else if (each.do === "cancel") {
          cancelled = true;
          store.journal.reread(BOOKING.reference, { ...BOOKING, status: "cancelled" });
        } else if (each.do === "take" || each.do === "give") {
          person = each.do === "take";
          const { version, state } = store.conversations.get(conversationId) ?? { version: 0, state: {} };
          const mode = person ? "person" : "bot";
          store.conversations.save(conversationId, version, { state, mode, language: "es", at: clock.at });
        }
        // Two daemons never run at once; two rounds of one may.
        await Promise.all([scheduler.round(), scheduler.round()]);
        const said = queued(store, conversationId).slice(before);
        if (!allowed && !["start", "give"].includes(each.do)) expect(said).toEqual([]);
        for (const { at } of said) {
          const { time } = localNow(at, hotel.timeZone);
          expect([time >= "10:00", time < "20:00"]).toEqual([true, true]);
        }
      }
      const keys = queued(store, conversationId).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.filter((key) => key.includes("reminder")).length).toBeLessThanOrEqual(2);
      expect(keys.filter((key) => key.includes("review")).length).toBeLessThanOrEqual(3);
      expect(store.audit.verify()).toBeUndefined();
      close();
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("left alone, every stay is reminded of twice and asked for a review three times, each on its day", async () => {
  const clock = wildClock();
  const { store } = temporaryStore();
  const conversationId = aStay(store);
  for (const end = START + 45 * DAY; clock.at < end; clock.at += HOUR) {
    // A restart every time: whatever is known is on the disk.
    await planned(store, clock).scheduler.round();
  }
  const said = queued(store, conversationId).map(({ key, at }) => {
    const { date, time } = localNow(at, hotel.timeZone);
    return [key.split(":").slice(1, 2).concat(key.split(":").slice(4, 5)).join(" "), `${date} ${time}`];
  });
  expect(said).toEqual([
    ["reminder 7", "2027-03-14 10:00"],
    ["reminder 1", "2027-03-20 10:00"],
    ["review 1", "2027-03-25 12:00"],
    // The clock went forward on the 28th: three days are three days.
    ["review 2", "2027-03-28 13:00"],
    ["review 3", "2027-03-31 13:00"],
  ]);
}, 60_000);
