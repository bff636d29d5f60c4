import { describe, expect, it } from "vitest";
import type { HeldOrder } from "../../src/control/contract-backup.ts";
import { heldReport, settleHeld } from "../../src/daemon/held.ts";
import type { ConversationRow } from "../../src/store/contract.ts";
import { aConversation, entry } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";

function aRestored() {
  const { store, clock } = temporaryStore();
  const ids = aConversation(store);
  for (const id of ["one", "two", "three"]) store.outbox.add(entry(ids, id));
  store.outbox.holdAll("restored from the backup of 2027-02-01", clock.at);
  const queued: number[] = [];
  return {
    store,
    clock,
    ids,
    queued,
    parts: { store, clock, queued: (guest: number) => void queued.push(guest) },
  };
}

describe("what is held", () => {
  it("is shown with the guest, the words and the reason", () => {
    const { store, clock } = aRestored();
    const { held } = heldReport(store, clock.at);
    expect(held).toHaveLength(3);
    expect(held[0]).toEqual({
      id: "one",
      conversation: 1,
      who: "Ana",
      channel: "whatsapp",
      text: "reply one",
      why: "restored from the backup of 2027-02-01",
      writtenAt: "1970-01-01T00:00:03.000Z",
    });
  });

  it("is sent when somebody releases it, and the audit log says who", () => {
    const { store, ids, queued, parts } = aRestored();
    expect(settleHeld(parts, { act: "release", ids: ["two"], by: "Marta" })).toEqual({
      schema: 1,
      done: 1,
      left: 2,
    });
    expect(queued).toEqual([ids.guestId]);
    expect(store.outbox.next(ids.guestId, parts.clock.at, ["whatsapp"])).toMatchObject({ id: "two" });
    expect(store.audit.verify()).toBeUndefined();
  });

  it("is never sent when somebody drops it", () => {
    const { store, ids, queued, parts } = aRestored();
    expect(settleHeld(parts, { act: "drop", ids: "all", by: "Marta" })).toMatchObject({ done: 3, left: 0 });
    expect(queued).toEqual([]);
    expect(store.outbox.get("one")).toMatchObject({ state: "dead", error: "dropped by Marta" });
    expect(store.outbox.next(ids.guestId, parts.clock.at, ["whatsapp"])).toBeUndefined();
  });

  it("stays as it is when one of several is not held", () => {
    const { store, parts } = aRestored();
    const some = (): unknown => settleHeld(parts, { act: "release", ids: ["one", "nobody"], by: "Marta" });
    expect(some).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
    expect(store.outbox.held()).toHaveLength(3);
  });
});

function aLost(state: "dead" | "rejected" | "unknown" = "dead") {
  const restored = aRestored();
  const { store, clock } = restored;
  store.outbox.releaseHeld("one", clock.at);
  store.outbox.sending("one", clock.at);
  store.outbox[state]("one", "131026 Undeliverable", clock.at);
  return restored;
}

describe("what did not arrive", () => {
  it.each(["dead", "rejected", "unknown"] as const)("is shown, and sent once more by name: %s", (state) => {
    const { store, clock, ids, queued, parts } = aLost(state);
    expect(heldReport(store, clock.at).undelivered).toMatchObject([
      { id: "one", who: "Ana", text: "reply one", why: "131026 Undeliverable", state },
    ]);
    const order = { act: "resend" as const, ids: ["one", "one"], by: "Marta" } satisfies HeldOrder;
    expect(settleHeld(parts, order)).toEqual({ schema: 1, done: 1, left: 2 });
    expect(queued).toEqual([ids.guestId]);
    expect(store.outbox.next(ids.guestId, clock.at, ["whatsapp"])).toMatchObject({ id: "one", attempts: 0 });
    expect(heldReport(store, clock.at).undelivered).toEqual([]);
    expect(() => settleHeld(parts, order)).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
    expect(store.audit.verify()).toBeUndefined();
  });

  it("is told to the desk anew when it fails again", () => {
    const { store, clock, parts } = aLost();
    expect(store.outbox.forDesk(clock.at)).toHaveLength(1);
    settleHeld(parts, { act: "resend", ids: ["one"], by: "Marta" });
    expect(store.outbox.forDesk(clock.at)).toEqual([]);
    store.outbox.sending("one", clock.at);
    store.outbox.rejected("one", "no", clock.at);
    expect(store.outbox.forDesk(clock.at)).toHaveLength(1);
  });

  it("is not sent again 24 hours after the guest last wrote, nor anything named with it", () => {
    const { store, clock, ids, queued, parts } = aLost();
    store.outbox.releaseHeld("two", clock.at);
    store.outbox.dead("two", "no", clock.at);
    const { id, version, state } = store.conversations.get(ids.conversationId) as ConversationRow;
    store.conversations.save(id, version, {
      state,
      language: "es",
      mode: "bot",
      at: clock.at,
      lastInboundAt: clock.at,
    });
    clock.at += 24 * 3_600_000;
    const order = { act: "resend" as const, ids: ["two", "one"], by: "Marta" } satisfies HeldOrder;
    expect(() => settleHeld(parts, order)).toThrow(expect.objectContaining({ code: "WINDOW_CLOSED" }));
    expect(store.outbox.get("one")).toMatchObject({ state: "dead" });
    expect(queued).toEqual([]);
  });

  it("is not what a person dropped, nor everything at once", () => {
    const { store, clock, parts } = aRestored();
    settleHeld(parts, { act: "drop", ids: ["one"], by: "Marta" });
    expect(heldReport(store, clock.at).undelivered).toEqual([]);
    const again = (ids: "all" | string[]) => () => settleHeld(parts, { act: "resend", ids, by: "Marta" });
    expect(again(["one"])).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
    expect(again("all")).toThrow(expect.objectContaining({ code: "USAGE" }));
  });
});
