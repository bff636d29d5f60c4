import { describe, expect, it } from "vitest";
import { heldReport, settleHeld } from "../../src/daemon/held.ts";
import { aConversation, entry } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";

function aRestored() {
  const { store, clock } = temporaryStore();
  const ids = aConversation(store);
  for (const id of ["one", "two", "three"]) store.outbox.add(entry(ids, id));
  store.outbox.holdAll("restored from the backup of 2027-02-01", clock.at);
  const queued: number[] = [];
  return { store, ids, queued, parts: { store, clock, queued: (guest: number) => void queued.push(guest) } };
}

describe("what is held", () => {
  it("is shown with the guest, the words and the reason", () => {
    const { store } = aRestored();
    const { held } = heldReport(store);
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
