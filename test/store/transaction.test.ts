import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import { aConversation, body, entry, text } from "./support/messages.ts";
import { temporaryFolder, temporaryStore } from "./support/opened.ts";

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

  it("commit nothing after SQLite itself rolled back in the middle, handled or not", () => {
    const connection = openConnection(join(temporaryFolder(), "x.db"));
    connection.exec("CREATE TABLE kept (id INTEGER)");
    const insert = connection.prepare<[number]>("INSERT INTO kept VALUES (?)");
    const broken = expect.objectContaining({ code: "DATABASE_BROKEN" });
    const goOn = (work: () => void) => (): void => connection.transaction(work);
    const cutOff = (): void => {
      insert.run(1);
      connection.exec("ROLLBACK");
    };
    expect(goOn(cutOff)).toThrow(broken);
    const unaware = goOn(() => {
      cutOff();
      expect(() => insert.run(2)).toThrow(broken);
      expect(() => connection.transaction(() => insert.run(3))).toThrow(broken);
    });
    expect(unaware).toThrow(broken);
    expect(connection.prepare("SELECT * FROM kept").all()).toEqual([]);
    insert.run(4);
    expect(connection.prepare("SELECT * FROM kept").all()).toEqual([{ id: 4 }]);
    connection.close();
  });

  it("answer what the work answers", () => {
    expect(temporaryStore().store.transaction(() => 42)).toBe(42);
  });
});
