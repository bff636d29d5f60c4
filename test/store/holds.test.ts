import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { nightsList, type Stay } from "../../src/domain/stay.ts";
import type { Store } from "../../src/store/contract.ts";
import { aConversation } from "./support/messages.ts";
import { type HandClock, temporaryStore } from "./support/opened.ts";

const MINUTE = 60_000;
const STAY = { arrival: "2027-03-03", departure: "2027-03-06" };

function withGuests(count: number) {
  const opened = temporaryStore();
  const guests = Array.from({ length: count }, (_, index) =>
    aConversation(opened.store, `3460000000${index}`),
  );
  const place = (guest: number, stay: Stay, free: number, rooms = 1, roomType = "double") =>
    opened.store.holds.place({
      conversationId: guests[guest]?.conversationId ?? 0,
      roomType,
      stay,
      rooms,
      free,
      expiresAt: opened.clock.at + 20 * MINUTE,
      at: opened.clock.at,
    });
  const id = (guest: number): number => guests[guest]?.conversationId ?? 0;
  return { ...opened, holds: opened.store.holds, place, id };
}

describe("holds", () => {
  it("go over to another conversation whole, with their end and extensions, in place of what that held", () => {
    const { place, holds, id, clock } = withGuests(3);
    place(0, STAY, 2);
    place(1, { arrival: "2027-04-01", departure: "2027-04-03" }, 1);
    holds.extend(id(0), clock.at + 30 * MINUTE, 2);
    const before = holds.of(id(0), clock.at);
    expect(holds.move(id(0), id(1), clock.at)).toEqual({ ...before, conversationId: id(1) });
    expect(holds.list(clock.at)).toHaveLength(1);
    expect(holds.heldByOthers("double", STAY, id(2), clock.at)).toBe(1);
    expect(holds.move(id(0), id(1), clock.at)).toBeUndefined();
    expect(holds.move(id(1), id(0), clock.at + 31 * MINUTE)).toBeUndefined();
    expect(holds.of(id(1), clock.at)).toMatchObject({ extensions: 1 });
  });

  it("keeps a room for one guest and refuses the next when none is left on any night", () => {
    const { place, holds, id, clock } = withGuests(3);
    expect(place(0, STAY, 1)).toEqual({
      conversationId: id(0),
      roomType: "double",
      stay: STAY,
      rooms: 1,
      expiresAt: clock.at + 20 * MINUTE,
      extensions: 0,
    });
    expect(place(1, { arrival: "2027-03-05", departure: "2027-03-09" }, 1)).toBeUndefined();
    expect(place(1, { arrival: "2027-03-05", departure: "2027-03-09" }, 2)).toMatchObject({ rooms: 1 });
    expect(place(2, STAY, 1, 1, "suite")).toMatchObject({ roomType: "suite" });
    expect(holds.heldByOthers("double", STAY, id(2), clock.at)).toBe(2);
    expect(holds.heldByOthers("double", STAY, id(0), clock.at)).toBe(1);
  });

  it("counts nights half open: a departure and an arrival share a day", () => {
    const { place } = withGuests(3);
    place(0, STAY, 1);
    expect(place(1, { arrival: "2027-03-06", departure: "2027-03-07" }, 1)).toMatchObject({ rooms: 1 });
    expect(place(2, { arrival: "2027-03-01", departure: "2027-03-03" }, 1)).toMatchObject({ rooms: 1 });
  });

  it("counts the fullest night, not the sum of the nights", () => {
    const { place, holds, clock } = withGuests(3);
    place(0, { arrival: "2027-03-03", departure: "2027-03-04" }, 2);
    place(1, { arrival: "2027-03-04", departure: "2027-03-05" }, 2);
    expect(holds.heldByOthers("double", STAY, 0, clock.at)).toBe(1);
    expect(place(2, STAY, 2)).toMatchObject({ rooms: 1 });
  });

  it("replaces what the guest held; a refusal leaves the old hold", () => {
    const { place, holds, id, clock } = withGuests(2);
    place(0, STAY, 1);
    const other = { arrival: "2027-04-01", departure: "2027-04-02" };
    place(1, other, 1);
    expect(place(0, other, 1)).toBeUndefined();
    expect(holds.of(id(0), clock.at)?.stay).toEqual(STAY);
    holds.release(id(1), clock.at);
    expect(place(0, other, 1)?.stay).toEqual(other);
    expect(place(1, STAY, 1)?.stay).toEqual(STAY);
    expect(holds.list(clock.at)).toHaveLength(2);
  });

  it("ends by itself, swept or not", () => {
    const { place, holds, id, clock, store } = withGuests(2);
    place(0, STAY, 1);
    clock.at += 20 * MINUTE;
    expect(holds.of(id(0), clock.at)).toBeUndefined();
    expect(holds.list(clock.at)).toEqual([]);
    expect(store.summaries.counts(clock.at).holds).toBe(0);
    expect(place(1, STAY, 1)).toMatchObject({ rooms: 1 });
    expect(holds.sweep(clock.at).map((hold) => hold.conversationId)).toEqual([id(0)]);
    expect(holds.sweep(clock.at)).toEqual([]);
    expect(holds.of(id(1), clock.at)).toMatchObject({ rooms: 1 });
  });

  it("is extended at most so often, and never after its end", () => {
    const { place, holds, id, clock } = withGuests(1);
    place(0, STAY, 1);
    const later = (minutes: number): number => clock.at + minutes * MINUTE;
    expect(holds.extend(id(0), later(30), 2)).toMatchObject({ extensions: 1, expiresAt: later(30) });
    expect(holds.extend(id(0), later(40), 2)).toMatchObject({ extensions: 2, expiresAt: later(40) });
    expect(holds.extend(id(0), later(50), 2)).toMatchObject({ extensions: 2, expiresAt: later(40) });
    clock.at = later(40);
    expect(holds.extend(id(0), later(10), 9)).toBeUndefined();
    expect(holds.of(id(0), clock.at)).toBeUndefined();
  });

  it("keeps rooms of several types together, or none of them", () => {
    const { holds, id, clock, place } = withGuests(3);
    const both = (guest: number, doubles: number, suites: number) =>
      holds.place({
        conversationId: id(guest),
        roomType: "double",
        stay: STAY,
        rooms: 3,
        free: 3,
        parts: [
          { roomType: "double", rooms: 2, stay: STAY, free: doubles },
          { roomType: "suite", rooms: 1, stay: STAY, free: suites },
        ],
        expiresAt: clock.at + 20 * MINUTE,
        at: clock.at,
      });
    expect(both(0, 3, 1)?.rooms).toBe(3);
    expect(holds.heldByOthers("double", STAY, id(1), clock.at)).toBe(2);
    expect(holds.heldByOthers("suite", STAY, id(1), clock.at)).toBe(1);
    // The doubles would do, the suite is kept: nothing is.
    expect(both(1, 5, 1)).toBeUndefined();
    expect(holds.heldByOthers("double", STAY, id(2), clock.at)).toBe(2);
    expect(place(1, STAY, 3)).toBeDefined();
    expect(both(1, 3, 2)).toBeUndefined();
    expect(both(1, 4, 2)?.rooms).toBe(3);
    holds.release(id(0), clock.at);
    expect(holds.heldByOthers("suite", STAY, id(0), clock.at)).toBe(1);
    holds.release(id(1), clock.at);
    expect(holds.heldByOthers("suite", STAY, id(0), clock.at)).toBe(0);
  });

  it("keeps no half hold when the stay makes no sense", () => {
    const { place, holds, clock } = withGuests(1);
    place(0, STAY, 1);
    expect(() => place(0, { arrival: STAY.departure, departure: STAY.arrival }, 1)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
    expect(holds.list(clock.at).map((hold) => hold.stay)).toEqual([STAY]);
  });
});

describe("holds under random use", () => {
  const GUESTS = 5;
  const FREE = { double: 3, suite: 1 } as const;
  const FIRST = "2027-03-01";

  const step = fc.oneof(
    fc.record({
      do: fc.constant("place" as const),
      guest: fc.nat(GUESTS - 1),
      type: fc.constantFrom("double" as const, "suite" as const),
      from: fc.nat(6),
      nights: fc.integer({ min: 1, max: 4 }),
      rooms: fc.integer({ min: 1, max: 3 }),
      minutes: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({ do: fc.constantFrom("release" as const, "extend" as const), guest: fc.nat(GUESTS - 1) }),
    fc.record({ do: fc.constant("sweep" as const) }),
    fc.record({ do: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 15 }) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function take(store: Store, clock: HandClock, ids: readonly number[], action: Step): void {
    const { holds } = store;
    const id = "guest" in action ? (ids[action.guest] ?? 0) : 0;
    if (action.do === "wait") clock.at += action.minutes * MINUTE;
    if (action.do === "sweep") holds.sweep(clock.at);
    if (action.do === "release") holds.release(id, clock.at);
    if (action.do === "extend") holds.extend(id, clock.at + 10 * MINUTE, 2);
    if (action.do !== "place") return;
    const arrival = addDays(FIRST, action.from);
    const stay = { arrival, departure: addDays(arrival, action.nights) };
    const free = FREE[action.type];
    const before = holds.heldByOthers(action.type, stay, id, clock.at);
    const placed = holds.place({
      conversationId: id,
      roomType: action.type,
      stay,
      rooms: action.rooms,
      free,
      expiresAt: clock.at + action.minutes * MINUTE,
      at: clock.at,
    });
    expect(placed === undefined).toBe(before + action.rooms > free);
  }

  it("never hold more rooms than are free on any night", () => {
    const { store, clock, id } = withGuests(GUESTS);
    const ids = Array.from({ length: GUESTS }, (_, guest) => id(guest));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        for (const conversation of ids) store.holds.release(conversation, clock.at);
        for (const action of steps) {
          take(store, clock, ids, action);
          const held = new Map<string, number>();
          for (const hold of store.holds.list(clock.at)) {
            for (const night of nightsList(hold.stay)) {
              const key = `${hold.roomType} ${night}`;
              held.set(key, (held.get(key) ?? 0) + hold.rooms);
            }
          }
          for (const [key, rooms] of held) {
            const free = key.startsWith("double") ? FREE.double : FREE.suite;
            expect(rooms, key).toBeLessThanOrEqual(free);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
