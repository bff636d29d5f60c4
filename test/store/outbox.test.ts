import { describe, expect, it } from "vitest";
import type { OutboxState } from "../../src/store/contract.ts";
import { aConversation, entry } from "./support/messages.ts";
import { temporaryStore } from "./support/opened.ts";

function withGuest() {
  const opened = temporaryStore();
  const ids = aConversation(opened.store);
  const { outbox } = opened.store;
  const state = (id: string): OutboxState | undefined => outbox.get(id)?.state;
  return { ...opened, ids, outbox, state };
}

const WHATSAPP = ["whatsapp"] as const;

describe("writing", () => {
  it("writes a key once, whatever id it comes with", () => {
    const { outbox, ids } = withGuest();
    expect(outbox.add(entry(ids, "o1"))).toBe(true);
    expect(outbox.add(entry(ids, "o2", { dedupeKey: "key-o1" }))).toBe(false);
    expect(outbox.get("o2")).toBeUndefined();
    expect(outbox.get("o1")).toEqual({
      ...entry(ids, "o1"),
      seq: 1,
      state: "ready",
      attempts: 0,
      nextAt: 3_000,
      updatedAt: 3_000,
    });
  });

  it("never uses an id for two keys", () => {
    const { outbox, ids } = withGuest();
    outbox.add(entry(ids, "o1"));
    expect(() => outbox.add(entry(ids, "o1", { dedupeKey: "other" }))).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });

  it("keeps the spoken file with the message", () => {
    const { outbox, ids } = withGuest();
    outbox.add(entry(ids, "o1"));
    const voice = { kind: "voice" as const, text: "hola", language: "es", path: "spoken/o1.ogg" };
    outbox.saveContent("o1", voice);
    expect(outbox.get("o1")?.content).toEqual(voice);
  });
});

describe("lanes", () => {
  it("a clock that was set back makes nobody wait until it has caught up", () => {
    const { outbox, ids } = withGuest();
    outbox.add(entry(ids, "o1"));
    outbox.sending("o1", 3_000);
    outbox.retry("o1", 9_000, "131056", 4_000);
    const due = (now: number) => [outbox.lanes(now, WHATSAPP), outbox.next(ids.guestId, now, WHATSAPP)?.id];
    expect(due(8_999)).toEqual([[], undefined]);
    expect(due(9_000)).toEqual([[ids.guestId], "o1"]);
    expect(due(3_999)).toEqual([[ids.guestId], "o1"]);
  });

  it("sends a guest's messages in the order written: nothing overtakes the first", () => {
    const { outbox, ids } = withGuest();
    for (const id of ["o1", "o2"]) outbox.add(entry(ids, id));
    expect(outbox.next(ids.guestId, 3_000, WHATSAPP)?.id).toBe("o1");
    outbox.sending("o1", 3_001);
    expect(outbox.next(ids.guestId, 3_001, WHATSAPP)).toBeUndefined();
    expect(outbox.lanes(3_001, WHATSAPP)).toEqual([]);
    outbox.retry("o1", 8_000, "unreachable", 3_002);
    expect(outbox.next(ids.guestId, 7_999, WHATSAPP)).toBeUndefined();
    expect(outbox.lanes(7_999, WHATSAPP)).toEqual([]);
    expect(outbox.nextDue(7_999, WHATSAPP)).toBe(8_000);
    expect(outbox.next(ids.guestId, 8_000, WHATSAPP)).toMatchObject({
      id: "o1",
      attempts: 1,
      error: "unreachable",
    });
    expect(outbox.nextDue(8_000, WHATSAPP)).toBeUndefined();
    outbox.sending("o1", 8_001);
    outbox.accepted("o1", "wamid.1", 8_002);
    expect(outbox.next(ids.guestId, 8_002, WHATSAPP)?.id).toBe("o2");
  });

  it("goes on after a message that ended, however it ended", () => {
    const { outbox, ids } = withGuest();
    for (const id of ["o1", "o2", "o3", "o4"]) outbox.add(entry(ids, id));
    for (const [id, end] of [
      ["o1", () => outbox.unknown("o1", "timeout", 5)],
      ["o2", () => outbox.rejected("o2", "131026", 5)],
      ["o3", () => outbox.dead("o3", "five tries", 5)],
    ] as const) {
      expect(outbox.next(ids.guestId, 4_000, WHATSAPP)?.id).toBe(id);
      outbox.sending(id, 4_000);
      end();
    }
    expect(outbox.next(ids.guestId, 4_000, WHATSAPP)?.id).toBe("o4");
  });

  it("looks at the channels asked for and at every guest", () => {
    const { outbox, ids, store } = withGuest();
    const other = aConversation(store, "34600000002");
    outbox.add(entry(ids, "chat", { channel: "chat" }));
    outbox.add(entry(ids, "wa"));
    outbox.add(entry(other, "wa-2"));
    expect(outbox.lanes(4_000, WHATSAPP)).toEqual([ids.guestId, other.guestId]);
    expect(outbox.lanes(4_000, ["chat"])).toEqual([ids.guestId]);
    expect(outbox.next(ids.guestId, 4_000, WHATSAPP)?.id).toBe("wa");
    expect(outbox.next(ids.guestId, 4_000, ["whatsapp", "chat"])?.id).toBe("chat");
    expect(outbox.lanes(4_000, [])).toEqual([]);
  });
});

describe("the sender's steps", () => {
  it("goes to sending once, only from ready", () => {
    const { outbox, ids, state } = withGuest();
    outbox.add(entry(ids, "o1"));
    expect(outbox.sending("o1", 4_000)).toBe(true);
    expect(outbox.sending("o1", 4_001)).toBe(false);
    expect(outbox.get("o1")).toMatchObject({ state: "sending", attempts: 1, updatedAt: 4_000 });
    outbox.accepted("o1", "wamid.1", 4_002);
    expect(outbox.sending("o1", 4_003)).toBe(false);
    expect(state("o1")).toBe("accepted");
  });

  it("allows from each state the steps of the contract and no other", () => {
    const allowed: Record<string, readonly OutboxState[]> = {
      ready: ["rejected", "ready", "dead"],
      sending: ["accepted", "rejected", "ready", "unknown", "dead"],
      unknown: ["accepted", "rejected", "dead"],
      dead: [],
    };
    for (const [from, targets] of Object.entries(allowed)) {
      for (const to of ["accepted", "rejected", "ready", "unknown", "dead"] as const) {
        const { outbox, ids, state } = withGuest();
        outbox.add(entry(ids, "o1"));
        if (from !== "ready") outbox.sending("o1", 1);
        if (from === "unknown") outbox.unknown("o1", "timeout", 2);
        if (from === "dead") outbox.dead("o1", "given up", 2);
        const step = {
          accepted: () => outbox.accepted("o1", "wamid.1", 3),
          rejected: () => outbox.rejected("o1", "no", 3),
          ready: () => outbox.retry("o1", 9, "again", 3),
          unknown: () => outbox.unknown("o1", "timeout", 3),
          dead: () => outbox.dead("o1", "given up", 3),
        }[to];
        if (targets.includes(to)) step();
        else expect(step, `${from} → ${to}`).toThrow(expect.objectContaining({ code: "INTERNAL" }));
        expect(`${from} → ${to}: ${state("o1")}`).toBe(
          `${from} → ${to}: ${targets.includes(to) ? to : from}`,
        );
      }
    }
  });

  it("counts a try that ended before anything could be sent", () => {
    const { outbox, ids } = withGuest();
    outbox.add(entry(ids, "o1"));
    outbox.retry("o1", 5, "the upload failed", 4);
    expect(outbox.get("o1")).toMatchObject({ state: "ready", attempts: 1, nextAt: 5 });
    outbox.sending("o1", 6);
    outbox.retry("o1", 9, "no route", 7);
    expect(outbox.get("o1")).toMatchObject({ state: "ready", attempts: 2, nextAt: 9 });
  });

  it("says so when a step is taken with a message that is not there", () => {
    const { outbox } = withGuest();
    expect(() => outbox.accepted("none", "wamid.1", 1)).toThrow(/outbox none is not there/);
  });

  it("makes what was being sent unknown after a crash, and leaves the rest", () => {
    const { outbox, ids, state } = withGuest();
    for (const id of ["o1", "o2", "o3"]) outbox.add(entry(ids, id));
    outbox.sending("o1", 4_000);
    outbox.accepted("o1", "wamid.1", 4_001);
    outbox.sending("o2", 4_002);
    expect(outbox.recover(5_000)).toBe(1);
    expect([state("o1"), state("o2"), state("o3")]).toEqual(["accepted", "unknown", "ready"]);
    expect(outbox.recover(5_001)).toBe(0);
  });

  it("shows an unknown message to the desk once, when it has been so for long enough", () => {
    const { outbox, ids } = withGuest();
    outbox.add(entry(ids, "o1"));
    outbox.sending("o1", 4_000);
    outbox.unknown("o1", "timeout", 5_000);
    expect(outbox.forDesk(4_999)).toEqual([]);
    expect(outbox.forDesk(5_000).map((row) => row.id)).toEqual(["o1"]);
    expect(outbox.forDesk(9_000)).toEqual([]);
  });

  it("shows what was refused or given up to the desk once, but not what people dropped themselves", () => {
    const { outbox, ids } = withGuest();
    for (const id of ["o1", "o2", "o3"]) outbox.add(entry(ids, id));
    outbox.rejected("o1", "131026", 4_000);
    outbox.dead("o2", "eight tries", 4_000);
    outbox.holdAll("a restore", 4_001);
    outbox.dead("o3", "dropped by Marta", 4_002);
    expect(outbox.forDesk(0).map((row) => row.id)).toEqual(["o1", "o2"]);
    expect(outbox.forDesk(9_000)).toEqual([]);
  });

  it("holds what hotelbot had to say when a person takes the conversation, not what a clerk wrote", () => {
    const { outbox, ids, state, store } = withGuest();
    for (const id of ["bot", "clerk"]) outbox.add(entry(ids, id));
    const { conversationId } = ids;
    const wrote = { conversationId, direction: "out", kind: "text", text: "hola", at: 3_000 } as const;
    store.conversations.addTurn({ ...wrote, author: "bot", outboxId: "bot" });
    store.conversations.addTurn({ ...wrote, author: "clerk", outboxId: "clerk" });
    expect(outbox.holdUnsent(conversationId, "Luis took it", 4_000)).toBe(1);
    expect([state("bot"), state("clerk")]).toEqual(["held", "ready"]);
  });

  it("lists a conversation's messages after a place", () => {
    const { outbox, ids, store } = withGuest();
    for (const id of ["o1", "o2"]) outbox.add(entry(ids, id));
    outbox.add(entry(aConversation(store, "34600000002"), "elsewhere"));
    expect(outbox.ofConversation(ids.conversationId, 0).map((row) => row.id)).toEqual(["o1", "o2"]);
    expect(outbox.ofConversation(ids.conversationId, 1).map((row) => row.id)).toEqual(["o2"]);
  });
});
