import { describe, expect, test } from "vitest";
import { USUAL_RULES } from "../../../src/domain/desk-rules.ts";
import { epochOf } from "../../../src/domain/wall.ts";
import { writeDeskRows } from "../../../src/pipeline/desk-rows.ts";
import { createDeskWork } from "../../../src/pipeline/desk-work.ts";
import type { WakeUpCall, WakeUpEnd, WakeUps } from "../../../src/pipeline/schedule/wake-ups.ts";
import { temporaryStore } from "../../store/support/opened.ts";
import { aStay, DAY, HOUR, hotel, MINUTE, planned, queued, START, wildClock } from "./support.ts";

describe("the hotel's wall", () => {
  const madrid = (date: string, time: string) => new Date(epochOf(date, time, "Europe/Madrid")).toISOString();

  test("is read in summer and winter, in the hour that is skipped and the one shown twice", () => {
    expect(madrid("2027-01-15", "07:00")).toBe("2027-01-15T06:00:00.000Z");
    expect(madrid("2027-07-15", "07:00")).toBe("2027-07-15T05:00:00.000Z");
    expect(madrid("2027-03-28", "02:30")).toBe("2027-03-28T01:30:00.000Z");
    expect(madrid("2027-10-31", "02:30")).toBe("2027-10-31T00:30:00.000Z");
    expect(new Date(epochOf("2027-01-01", "00:00", "Pacific/Auckland")).toISOString()).toBe(
      "2026-12-31T11:00:00.000Z",
    );
  });

  test("decides again when the zone's rules changed while the machine was off", async () => {
    const clock = wildClock();
    const { store } = temporaryStore();
    aStay(store);
    await planned(store, clock).scheduler.round();
    const [before] = store.schedule.walls();
    await planned(store, clock, { hotel: { ...hotel, timeZone: "Atlantic/Canary" } }).scheduler.round();
    const after = store.schedule.walls().find(({ id }) => id === before?.id);
    expect((after?.dueAt ?? 0) - (before?.dueAt ?? 0)).toBe(HOUR);
    expect(after?.wall).toBe(before?.wall);
  });
});

describe("a reminder", () => {
  async function on(day: string, time: string, change: Parameters<typeof planned>[2] = {}) {
    const clock = wildClock();
    const { store } = temporaryStore();
    const conversationId = aStay(store);
    await planned(store, clock, change).scheduler.round();
    clock.at = epochOf(day, time, hotel.timeZone);
    await planned(store, clock, change).scheduler.round();
    return { store, conversationId, said: queued(store, conversationId) };
  }

  test("after the window is a template with the hotel, the day and the code", async () => {
    const { store, conversationId } = await on("2027-03-14", "10:00");
    expect(store.outbox.ofConversation(conversationId, 0)[0]?.content).toEqual({
      kind: "template",
      name: "stay_reminder",
      code: "es",
      parameters: ["Hotel Miramar", "21/03/2027", "MIR7Q1"],
      text: expect.stringContaining("domingo 21 de marzo"),
    });
  });

  test("without a template is not sent, and the desk sees that it was not", async () => {
    const { store, said } = await on("2027-03-14", "10:00", { hotel: { ...hotel, rules: USUAL_RULES } });
    expect(said).toEqual([]);
    expect(store.schedule.skipped(0)).toMatchObject([
      { kind: "reminder", why: expect.stringContaining("template") },
    ]);
  });

  test("due at three in the night waits for the morning", async () => {
    const clock = wildClock();
    const { store } = temporaryStore();
    const conversationId = aStay(store);
    await planned(store, clock).scheduler.round();
    clock.at = epochOf("2027-03-15", "03:00", hotel.timeZone);
    await planned(store, clock).scheduler.round();
    expect(queued(store, conversationId)).toEqual([]);
    clock.at = epochOf("2027-03-15", "10:00", hotel.timeZone);
    await planned(store, clock).scheduler.round();
    expect(queued(store, conversationId)).toHaveLength(1);
  });

  test("of a stay that was moved goes with the new days", async () => {
    const clock = wildClock();
    const { store } = temporaryStore();
    const conversationId = aStay(store);
    await planned(store, clock).scheduler.round();
    const booking = store.journal.get("miramar-1-1")?.booking;
    if (!booking) throw new Error("no booking");
    const stay = { arrival: "2027-03-25", departure: "2027-03-28" };
    store.journal.reread(booking.reference, { ...booking, stay });
    const heard: string[] = [];
    for (clock.at = START; clock.at < START + 23 * DAY; clock.at += 6 * HOUR) {
      await planned(store, clock).scheduler.round();
    }
    for (const { key } of queued(store, conversationId)) heard.push(key);
    expect(heard).toEqual(["schedule:reminder:miramar-1-1:2027-03-25:7:template"]);
  });

  test("is not sent to who complained or said STOP", async () => {
    const clock = wildClock();
    const { store } = temporaryStore();
    const conversationId = aStay(store);
    await planned(store, clock).scheduler.round();
    const row = store.conversations.get(conversationId);
    const state = { ...(row?.state as object), complained: true };
    store.conversations.save(conversationId, row?.version ?? 0, {
      state,
      mode: "bot",
      language: "es",
      at: 1,
    });
    clock.at = epochOf("2027-03-14", "10:00", hotel.timeZone);
    await planned(store, clock).scheduler.round();
    expect(queued(store, conversationId)).toEqual([]);
  });
});

describe("a wake-up call", () => {
  const AT = epochOf("2027-03-22", "07:00", hotel.timeZone);

  function asleep(wakeUps?: WakeUps) {
    const clock = wildClock(AT - HOUR);
    const { store } = temporaryStore();
    const conversationId = aStay(store);
    const made = planned(store, clock, wakeUps ? { wakeUps } : {});
    const conversation = store.conversations.get(conversationId);
    if (!conversation) throw new Error("no conversation");
    const errand = {
      kind: "wake_up_call",
      words: "a las 7",
      room: "101",
      date: "2027-03-22",
      time: "07:00",
      agreed: true,
    } as const;
    writeDeskRows(made.context, { conversation, key: "turn:1", at: clock.at }, [{ kind: "errand", errand }]);
    const at = async (minutes: number): Promise<void> => {
      clock.at = AT + minutes * MINUTE;
      await planned(store, clock, wakeUps ? { wakeUps } : {}).scheduler.round();
      await new Promise(setImmediate);
    };
    return {
      store,
      clock,
      conversationId,
      at,
      ...made,
      request: () => store.requests.ofConversation(conversationId)[0],
    };
  }

  test("rings at the desk at the minute, again after five, then the guest waits for a person", async () => {
    const { store, at, conversationId, request } = asleep();
    await at(-1);
    expect(request()?.alarm).toBeUndefined();
    await at(0);
    expect(request()?.alarm).toContain("07:00");
    expect(queued(store, conversationId)).toHaveLength(1);
    await at(5);
    expect(queued(store, conversationId)).toHaveLength(2);
    await at(10);
    expect(request()?.alarm).toContain("nobody answered");
    expect(store.conversations.get(conversationId)?.waitingReason).toBe("request");
    await at(60);
    expect(queued(store, conversationId)).toHaveLength(2);
  });

  /** A line on which every call ends so. */
  function ending(calls: number[], ...ends: WakeUpEnd[]): WakeUps {
    return { ring: async ({ attempt }) => ends[calls.push(attempt) - 1] ?? ends[0] ?? "unanswered" };
  }

  test("that somebody hears to its end rings no more", async () => {
    const calls: WakeUpCall[] = [];
    const { at, request, store } = asleep({
      ring: async (call) => (calls.push(call) > 0 ? "heard" : "unanswered"),
    });
    await at(0);
    await at(5);
    await at(10);
    expect(calls).toMatchObject([{ room: "101", time: "07:00", language: "es", attempt: 1 }]);
    expect(request()?.state).toBe("done");
    expect(store.schedule.nextDue()).toBeGreaterThan(AT + DAY);
  });

  test("that nobody answers twice is told to the desk", async () => {
    const calls: number[] = [];
    const { at, request } = asleep(ending(calls, "unanswered"));
    for (const minutes of [0, 5, 7]) await at(minutes);
    expect(calls).toEqual([1, 2]);
    expect(request()?.alarm).toContain("nobody answered the wake-up call of 07:00, room 101");
  });

  test("that is answered but not heard rings again, and is then told to the desk, as it was", async () => {
    const calls: number[] = [];
    const { at, request, store } = asleep(ending(calls, "cut_short"));
    await at(0);
    expect(request()).toMatchObject({ state: "open" });
    expect(request()?.alarm).toBeUndefined();
    await at(5);
    expect(request()?.alarm).toBe(
      "the wake-up call of 07:00 was answered, but not heard to its end, room 101",
    );
    await at(7);
    expect(calls).toEqual([1, 2]);
    expect(request()?.alarm).not.toContain("nobody");
    expect(store.schedule.nextDue()).toBeGreaterThan(AT + DAY);
  });

  test("that is heard the second time leaves nothing to do", async () => {
    const { at, request } = asleep(ending([], "cut_short", "heard"));
    for (const minutes of [0, 5, 7]) await at(minutes);
    expect(request()).toMatchObject({ state: "done" });
    expect(request()?.alarm).toBeUndefined();
  });

  test("on which nothing could be said is told to the desk at once, and rings again all the same", async () => {
    const calls: number[] = [];
    const { at, request, conversationId, store } = asleep(ending(calls, "voiceless", "unanswered"));
    await at(0);
    expect(request()?.alarm).toContain(
      "07:00 was answered, but hotelbot has no voice and said nothing, room 101",
    );
    expect(store.conversations.get(conversationId)?.waitingReason).toBe("request");
    await at(5);
    expect(calls).toEqual([1, 2]);
    await at(7);
    expect(request()?.alarm).toContain("nobody answered");
  });

  test("that ends after the desk has seen to it changes nothing", async () => {
    let hangUp = (): void => undefined;
    const ended = new Promise<WakeUpEnd>((resolve) => {
      hangUp = () => resolve("voiceless");
    });
    const { at, request, context } = asleep({ ring: () => ended });
    await at(0);
    await createDeskWork(context, (_guest, task) => task()).moveRequest(request()?.id ?? 0, "done", "Marta");
    hangUp();
    await new Promise(setImmediate);
    expect(request()).toMatchObject({ state: "done", owner: "Marta" });
    expect(request()?.alarm).toBeUndefined();
  });

  test("missed while the machine was off is told, not made good at noon", async () => {
    const calls: number[] = [];
    const { at, request, store, conversationId } = asleep(ending(calls, "unanswered"));
    await at(300);
    expect([calls, queued(store, conversationId)]).toEqual([[], []]);
    expect(request()?.alarm).toContain("missed");
  });

  test("cancelled at the desk does not ring", async () => {
    const { at, request, context, store, conversationId } = asleep();
    const work = createDeskWork(context, (_guest, task) => task());
    await work.moveRequest(request()?.id ?? 0, "cancelled", "Marta");
    await at(0);
    expect(queued(store, conversationId)).toEqual([]);
  });
});
