import { expect, test } from "vitest";
import { settleHeld } from "../../../src/daemon/held.ts";
import { aConversation, body, entry, text } from "../support/messages.ts";
import { temporaryStore } from "../support/opened.ts";

function aDesk() {
  const { store, clock } = temporaryStore();
  return { store, clock, ...aConversation(store) };
}

test("a request asked for twice by one turn is one, and is closed once", () => {
  const { store, conversationId } = aDesk();
  const wish = { dedupeKey: "turn:1:0", conversationId, kind: "taxi", words: "un taxi", at: 5 };
  const first = store.requests.add({ ...wish, dueAt: 9_000, alarm: "now", detail: { time: "07:00" } });
  expect(store.requests.add(wish)).toEqual(first);
  expect(store.requests.ringing()).toEqual([first]);
  expect(store.requests.move(first.id, "taken", "Marta", 6)).toBe(true);
  expect(store.requests.ringing()).toEqual([]);
  expect(store.requests.list(false, 9)).toMatchObject([{ state: "taken", owner: "Marta" }]);
  expect(store.requests.move(first.id, "done", "Marta", 7)).toBe(true);
  expect(store.requests.move(first.id, "cancelled", "Luis", 8)).toBe(false);
  expect(store.requests.list(false, 9)).toEqual([]);
  expect(store.requests.list(true, 9)).toMatchObject([{ state: "done" }]);
});

test("a proof is looked at by people: received, rejected, sent again, approved, and never again", () => {
  const { store, conversationId } = aDesk();
  const amount = { minor: 5_340, currency: "EUR" };
  store.deposits.ask({ conversationId, reference: "r1", bookingCode: "ABC", amount, at: 1 });
  const [asked] = store.deposits.ofConversation(conversationId);
  expect(store.deposits.decide(asked?.id ?? 0, "approved", "Marta", undefined, 2)).toBe(false);
  const photo = { channel: "whatsapp", mediaId: "m1" };
  const proof = (mediaId: string) =>
    store.deposits.proof({ conversationId, reference: "r1", media: [{ ...photo, mediaId }], at: 3 });
  expect(proof("m1")).toMatchObject({ state: "proof_received", amount, media: [photo] });
  expect(store.deposits.decide(asked?.id ?? 0, "rejected", "Marta", "no se lee", 4)).toBe(true);
  expect(proof("m2")).toMatchObject({
    state: "proof_received",
    media: [{ mediaId: "m1" }, { mediaId: "m2" }],
  });
  expect(store.deposits.decide(asked?.id ?? 0, "approved", "Marta", undefined, 5)).toBe(true);
  expect(proof("m3").state).toBe("approved");
});

test("what is due waits for its time, ends once, and a key is used once for ever", () => {
  const { store, conversationId } = aDesk();
  const row = { key: "k", kind: "reminder", subject: "r1", conversationId, dueAt: 100, at: 1 } as const;
  expect(store.schedule.add(row)).toBe(true);
  expect(store.schedule.add({ ...row, dueAt: 5 })).toBe(false);
  expect([store.schedule.due(99, 9).length, store.schedule.nextDue()]).toEqual([0, 100]);
  const [due] = store.schedule.due(100, 9);
  expect(store.schedule.finish(due?.id ?? 0, "done", undefined, 101)).toBe(true);
  expect(store.schedule.finish(due?.id ?? 0, "skipped", "late", 102)).toBe(false);
  expect(store.schedule.add(row)).toBe(false);
});

test("STOP belongs to the guest: it holds in every conversation and when two guests turn out to be one", () => {
  const { store } = temporaryStore();
  const of = (from: { phone?: string; userId?: string }, id: string): number => {
    const [guest = 0] = store.inbox.accept([body({ messages: [text(id, from)] })]);
    return store.conversations.open(guest, "whatsapp", from, undefined, 1).id;
  };
  const byId = of({ userId: "PT.1" }, "a");
  store.stops.set(byId, true, 5);
  of({ phone: "34600" }, "b");
  const both = of({ phone: "34600", userId: "PT.1" }, "c");
  expect(store.stops.isStopped(both)).toBe(true);
  store.stops.set(both, false, 6);
  expect(store.stops.isStopped(both)).toBe(false);
});

test("«release all» lets go what a restore held, never what a clerk's takeover held", () => {
  const { store, clock, ...ids } = aDesk();
  store.outbox.add(entry(ids, "taken"));
  store.outbox.holdUnsent(ids.conversationId, "Marta took the conversation", 1);
  store.outbox.add(entry(ids, "restored"));
  store.outbox.holdAll("restored", 2);
  const parts = { store, clock, queued: () => undefined };
  expect(settleHeld(parts, { act: "release", ids: "all", by: "Luis" })).toMatchObject({ done: 1, left: 1 });
  expect(store.outbox.get("taken")).toMatchObject({ state: "held", heldFor: "desk" });
  expect(settleHeld(parts, { act: "release", ids: ["taken"], by: "Luis" })).toMatchObject({
    done: 1,
    left: 0,
  });
});
