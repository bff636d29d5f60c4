import { describe, expect, it } from "vitest";
import { aConversation, entry } from "./support/messages.ts";
import { temporaryStore } from "./support/opened.ts";

const SAVED = { state: { v: 1, step: "idle" }, mode: "bot" as const, language: "pt" as const, at: 4_000 };

describe("conversations", () => {
  it("is one a guest and channel, with the address and the name as they were last", () => {
    const { store } = temporaryStore();
    const { guestId, conversationId } = aConversation(store);
    const open = (phone: string, name: string | undefined) =>
      store.conversations.open(guestId, "whatsapp", { phone }, name, 9_000);
    expect(open("34600000001", "Ana")).toEqual({
      id: conversationId,
      guestId,
      channel: "whatsapp",
      to: { phone: "34600000001" },
      profileName: "Ana",
      mode: "bot",
      version: 0,
    });
    expect(open("34600000009", undefined)).toMatchObject({
      to: { phone: "34600000009" },
      profileName: "Ana",
    });
    expect(open("34600000009", "Ana N.")).toMatchObject({ id: conversationId, profileName: "Ana N." });
    expect(store.conversations.open(guestId, "chat", { session: "s" }, undefined, 1).id).not.toBe(
      conversationId,
    );
    expect(store.conversations.get(999)).toBeUndefined();
  });

  it("saves the state when nobody saved in between, and says so when somebody did", () => {
    const { store } = temporaryStore();
    const { conversationId: id } = aConversation(store);
    store.conversations.save(id, 0, { ...SAVED, lastInboundAt: 3_500 });
    expect(store.conversations.get(id)).toMatchObject({
      version: 1,
      state: SAVED.state,
      lastInboundAt: 3_500,
    });
    expect(() => store.conversations.save(id, 0, SAVED)).toThrow(/conversation \d+ is at version 1, not 0/);
    store.conversations.save(id, 1, { ...SAVED, state: { v: 1, step: "done" }, mode: "person" });
    expect(store.conversations.get(id)).toMatchObject({ version: 2, mode: "person", lastInboundAt: 3_500 });
    expect(() => store.conversations.save(999, 0, SAVED)).toThrow(/missing/);
  });

  it("gives what guests said last in all conversations, newest first", () => {
    const { store } = temporaryStore();
    const { conversationId } = aConversation(store);
    const turn = { conversationId, kind: "text", at: 5_000, detail: {} };
    for (const text of ["a", "b", "c"]) {
      store.conversations.addTurn({ ...turn, direction: "in", author: "guest", text });
      store.conversations.addTurn({ ...turn, direction: "out", author: "bot", text: "!" });
    }
    expect(store.conversations.heard(100).map(({ text }) => text)).toEqual(["c", "b", "a"]);
    expect(store.conversations.heard(4).map(({ text }) => text)).toEqual(["c", "b"]);
  });

  it("keeps the turns in order and gives the latest", () => {
    const { store } = temporaryStore();
    const { conversationId, guestId } = aConversation(store);
    const [first] = store.inbox.pending(guestId);
    const turn = { conversationId, kind: "text", at: 5_000 };
    const said = {
      ...turn,
      direction: "in" as const,
      author: "guest" as const,
      text: "hola",
      inboxId: first?.id ?? 0,
    };
    store.outbox.add(entry({ conversationId, guestId }, "o1"));
    const answered = {
      ...turn,
      direction: "out" as const,
      author: "bot" as const,
      text: "¡Hola!",
      outboxId: "o1",
      detail: { intents: [] },
    };
    store.conversations.addTurn(said);
    store.conversations.addTurn(answered);
    expect(store.conversations.turns(conversationId, 10)).toEqual([said, answered]);
    expect(store.conversations.turns(conversationId, 1)).toEqual([answered]);
  });
});

describe("summaries", () => {
  it("lists the conversations with a recent turn, newest first", () => {
    const { store } = temporaryStore();
    const talks = ["34600000001", "34600000002", "34600000003"].map((phone) => aConversation(store, phone));
    for (const [index, { conversationId }] of talks.entries()) {
      store.conversations.save(conversationId, 0, SAVED);
      for (const text of ["first", `last of ${index}`]) {
        const at = 10_000 + index;
        store.conversations.addTurn({
          conversationId,
          direction: "in",
          author: "guest",
          kind: "text",
          text,
          at,
        });
      }
    }
    expect(store.summaries.conversations(10_001, 9)).toEqual(
      [2, 1].map((index) => ({
        id: talks[index]?.conversationId,
        channel: "whatsapp",
        who: "Ana",
        language: "pt",
        mode: "bot",
        lastText: `last of ${index}`,
        lastAt: 10_000 + index,
      })),
    );
    expect(store.summaries.conversations(0, 1)).toHaveLength(1);
  });

  it("says who waits for a person and since when, whatever is saved meanwhile", () => {
    const { store } = temporaryStore();
    const { conversationId: id, guestId } = aConversation(store);
    store.conversations.save(id, 0, { ...SAVED, mode: "person", waitingReason: "asked", at: 5_000 });
    store.conversations.save(id, 1, { ...SAVED, mode: "person", waitingReason: "complaint", at: 6_000 });
    expect(store.summaries.waiting()).toEqual([
      { id, who: "Ana", channel: "whatsapp", reason: "complaint", since: 5_000 },
    ]);
    store.conversations.save(id, 2, { ...SAVED, mode: "person", at: 7_000 });
    expect(store.summaries.waiting()[0]).toMatchObject({ reason: "complaint", since: 5_000 });
    expect(store.conversations.get(id)?.waitingReason).toBe("complaint");
    store.conversations.save(id, 3, { ...SAVED, waitingReason: null, at: 8_000 });
    expect(store.summaries.waiting()).toEqual([]);
    const nameless = store.conversations.open(guestId, "chat", { session: "s1" }, undefined, 1);
    store.conversations.save(nameless.id, 0, { ...SAVED, waitingReason: "asked" });
    expect(store.summaries.waiting()[0]?.who).toBe("s1");
  });

  it("counts what waits and says since when", () => {
    const { store } = temporaryStore();
    const ids = aConversation(store);
    expect(store.summaries.lastInboundAt("whatsapp")).toBe(2_000);
    expect(store.summaries.lastInboundAt("phone")).toBeUndefined();
    for (const id of ["o1", "o2", "o3"]) store.outbox.add(entry(ids, id));
    store.outbox.sending("o1", 4_000);
    expect(store.summaries.counts(9_000)).toEqual({
      inboxNew: 1,
      inboxDead: 0,
      oldestNewAt: 2_000,
      unread: 0,
      outboxReady: 2,
      outboxSending: 1,
      outboxUnknown: 0,
      outboxHeld: 0,
      outboxDead: 0,
      outboxRejected: 0,
      oldestReadyAt: 3_000,
      journalOpen: 0,
      holds: 0,
    });
  });
});
