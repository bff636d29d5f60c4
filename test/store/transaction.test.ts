import { describe, expect, it } from "vitest";
import { aConversation, body, entry, text } from "./support/messages.ts";
import { temporaryStore } from "./support/opened.ts";

describe("transactions", () => {
  it("keep everything or nothing, across all parts of the store", () => {
    const { store } = temporaryStore();
    const ids = aConversation(store);
    const before = store.summaries.counts(0);
    const turn = (fail: boolean) => (): void => {
      store.inbox.accept([body({ messages: [text(`t-${fail}`, { phone: "1" })] })]);
      store.outbox.add(entry(ids, `o-${fail}`));
      store.inbox.finish(
        store.inbox.pending(ids.guestId).map((row) => row.id),
        "answered",
        5,
      );
      if (fail) throw new Error("no");
    };
    expect(() => store.transaction(turn(true))).toThrow("no");
    expect(store.summaries.counts(0)).toEqual(before);
    store.transaction(turn(false));
    expect(store.summaries.counts(0)).toMatchObject({ outboxReady: 1, inboxNew: 1 });
  });

  it("undo only the inner one when its error is handled outside it", () => {
    const { store } = temporaryStore();
    const ids = aConversation(store);
    store.transaction(() => {
      store.outbox.add(entry(ids, "kept"));
      const inner = (): void =>
        store.transaction(() => {
          store.outbox.add(entry(ids, "undone"));
          throw new Error("inner");
        });
      expect(inner).toThrow("inner");
    });
    expect(store.outbox.get("kept")?.state).toBe("ready");
    expect(store.outbox.get("undone")).toBeUndefined();
  });

  it("refuse to wait: a promise inside rolls back", () => {
    const { store } = temporaryStore();
    const ids = aConversation(store);
    const waiting = () =>
      store.transaction(async () => {
        store.outbox.add(entry(ids, "o1"));
      });
    expect(waiting).toThrow(/cannot return a promise/);
    expect(store.outbox.get("o1")).toBeUndefined();
  });

  it("answer what the work answers", () => {
    expect(temporaryStore().store.transaction(() => 42)).toBe(42);
  });
});
