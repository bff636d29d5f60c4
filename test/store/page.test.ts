import { expect, it } from "vitest";
import { temporaryStore } from "./support/opened.ts";

it("a link logs one person in, once, and not after its time", () => {
  const { staff } = temporaryStore().store;
  staff.addLink("one", "Marta", 100);
  staff.addLink("late", "Marta", 100);
  expect(staff.useLink("one", 99)).toBe("Marta");
  expect(staff.useLink("one", 99)).toBeUndefined();
  expect(staff.useLink("late", 100)).toBeUndefined();
  // It is gone, whatever the clock says later.
  expect(staff.useLink("late", 50)).toBeUndefined();
});

it("sessions end by time, one by one, with their person's PIN and with their person", () => {
  const { staff } = temporaryStore().store;
  staff.save("Marta", "hash-1", 1);
  for (const token of ["a", "b", "c"]) staff.addSession(token, "marta", 1, 1_000);
  expect(staff.session("a", 999)).toEqual({ person: "marta", expiresAt: 1_000 });
  expect(staff.session("a", 1_000)).toBeUndefined();
  expect(staff.people(10)).toEqual([{ name: "Marta", createdAt: 1, sessions: 3 }]);
  staff.endSession("a");
  expect(staff.people(10)[0]?.sessions).toBe(2);
  staff.save("MARTA", "hash-2", 5);
  expect(staff.pin("marta")).toEqual({ name: "Marta", pin: "hash-2" });
  expect(staff.session("b", 10)).toBeUndefined();
  staff.addSession("d", "Marta", 6, 1_000);
  expect(staff.remove("Marta")).toBe(true);
  expect(staff.session("d", 10)).toBeUndefined();
  expect(staff.remove("Marta")).toBe(false);
});

it("a feed is found by its token alone, and its number is never another one's", () => {
  const { feeds } = temporaryStore().store;
  const first = feeds.add({ token: "t-1", room: "101" }, 1);
  expect(feeds.byToken("t-1")).toEqual({ id: first.id, token: "t-1", room: "101", createdAt: 1 });
  expect(feeds.remove(first.id)).toBe(true);
  expect(feeds.byToken("t-1")).toBeUndefined();
  expect(feeds.add({ token: "t-2", roomType: "double" }, 2).id).toBeGreaterThan(first.id);
  expect(() => feeds.add({ token: "t-3" }, 3)).toThrow();
});

it("what is written moves the count of writes, what is read does not", () => {
  const { store } = temporaryStore();
  const before = store.summaries.writes();
  store.summaries.counts(1);
  expect(store.summaries.writes()).toBe(before);
  store.audit.add({ at: 1, actor: "Marta", action: "desk.login", subject: "desk" });
  expect(store.summaries.writes()).toBeGreaterThan(before);
});
