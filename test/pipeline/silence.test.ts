import { expect, test } from "vitest";
import { personIsSilent } from "../../src/pipeline/silence.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { aStay, HOUR, planned, START, wildClock } from "./schedule/support.ts";

function handed(reason: string) {
  const { store } = temporaryStore();
  const conversationId = aStay(store);
  const row = store.conversations.get(conversationId);
  const state = { ...(row?.state as object), mode: "person" };
  store.conversations.save(conversationId, row?.version ?? 0, {
    state,
    mode: "person",
    language: "es",
    at: START,
  });
  const turn = { conversationId, direction: "out", text: "" } as const;
  store.conversations.addTurn({ ...turn, author: "bot", kind: "handover", at: START, detail: { reason } });
  const { context } = planned(store, wildClock());
  const silent = (hours: number): boolean => {
    const now = store.conversations.get(conversationId);
    if (!now) throw new Error("no conversation");
    return personIsSilent(context, now, START + hours * HOUR);
  };
  const clerk = (kind: string, hours: number): void =>
    store.conversations.addTurn({ ...turn, author: "clerk", kind, at: START + hours * HOUR });
  return { silent, clerk };
}

test("a clerk who says nothing for twelve hours has the conversation no more", () => {
  const { silent, clerk } = handed("asked");
  expect([silent(11.9), silent(12)]).toEqual([false, true]);
  clerk("take", 5);
  clerk("text", 6);
  expect([silent(17.9), silent(18)]).toEqual([false, true]);
});

test("an emergency never comes back by itself; one that people ended and gave back is over", () => {
  const { silent, clerk } = handed("emergency");
  clerk("take", 1);
  expect(silent(500)).toBe(false);
  clerk("release", 2);
  clerk("take", 3);
  expect([silent(14), silent(15)]).toEqual([false, true]);
});
