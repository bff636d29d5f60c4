import { describe, expect, it } from "vitest";
import type { Booking, BookingRequest } from "../../src/domain/hotel.ts";
import { aConversation } from "./support/messages.ts";
import { temporaryStore } from "./support/opened.ts";

const REQUEST: BookingRequest = {
  reference: "r1",
  roomType: "double",
  stay: { arrival: "2027-03-03", departure: "2027-03-05" },
  party: { adults: 2, children: 0 },
  rooms: 1,
  guest: { name: "Ana", email: "ana@example.com", phone: "+34600000001" },
  total: { minor: 18_000, currency: "EUR" },
  language: "es",
  channel: "whatsapp",
};

function booking(reference: string): Booking {
  const { roomType, stay, party, guest, total } = REQUEST;
  const made = { pmsId: "7", code: "ACDEFG", roomNumbers: ["101"], status: "firm" as const, createdAt: 9 };
  return { ...made, reference, roomType, stay, party, guest, total };
}

function withJournal() {
  const opened = temporaryStore();
  const { journal } = opened.store;
  const { conversationId } = aConversation(opened.store);
  const intend = (reference: string, at = 1_000) =>
    journal.intend({ reference, conversationId, request: { ...REQUEST, reference }, at });
  return { ...opened, journal, conversationId, intend };
}

describe("the PMS journal", () => {
  it("writes an intention once and answers what is there", () => {
    const { journal, intend, conversationId } = withJournal();
    const row = intend("r1");
    expect(row).toEqual({
      reference: "r1",
      conversationId,
      request: REQUEST,
      state: "intended",
      createdAt: 1_000,
      updatedAt: 1_000,
      attempts: 0,
    });
    journal.sent("r1", 2_000);
    expect(intend("r1", 3_000)).toMatchObject({
      state: "sent",
      createdAt: 1_000,
      updatedAt: 2_000,
      attempts: 1,
    });
    expect(journal.get("r2")).toBeUndefined();
  });

  it("lists what has no outcome yet, oldest first", () => {
    const { journal, intend } = withJournal();
    for (const [reference, at] of [
      ["r3", 3],
      ["r1", 1],
      ["r2", 2],
      ["r4", 4],
    ] as const)
      intend(reference, at);
    journal.sent("r2", 5);
    journal.unknown("r2", "timeout", 6);
    journal.refused("r3", "PMS_REFUSED", 6);
    journal.firm("r4", booking("r4"), 6);
    expect(journal.open().map((row) => [row.reference, row.state])).toEqual([
      ["r1", "intended"],
      ["r2", "unknown"],
    ]);
  });

  it("settles an unknown outcome and counts the tries", () => {
    const { journal, intend } = withJournal();
    intend("r1");
    for (const at of [1, 2]) {
      journal.sent("r1", at);
      journal.unknown("r1", "timeout", at);
    }
    expect(journal.get("r1")).toMatchObject({ state: "unknown", error: "timeout", attempts: 2 });
    journal.firm("r1", booking("r1"), 9);
    expect(journal.get("r1")).toMatchObject({ state: "firm", booking: booking("r1"), updatedAt: 9 });
    expect(journal.get("r1")?.error).toBeUndefined();
  });

  it("lets an outcome stand for ever; hearing the same again is no change", () => {
    const { journal, intend } = withJournal();
    intend("firm");
    intend("refused");
    journal.firm("firm", booking("firm"), 5);
    journal.refused("refused", "no room", 5);
    journal.firm("firm", booking("firm"), 6);
    expect(journal.get("firm")?.updatedAt).toBe(5);
    const wrong = [
      () => journal.refused("firm", "no", 7),
      () => journal.unknown("firm", "no", 7),
      () => journal.sent("refused", 7),
      () => journal.firm("refused", booking("refused"), 7),
      () => journal.sent("nothing", 7),
    ];
    for (const step of wrong) expect(step).toThrow(expect.objectContaining({ code: "INTERNAL" }));
    expect(journal.get("firm")?.state).toBe("firm");
    expect(journal.get("refused")?.state).toBe("refused");
  });

  it("tells the clerk's summary how many were made and who arrives", () => {
    const { journal, intend, store } = withJournal();
    intend("r1");
    intend("r2");
    journal.firm("r1", booking("r1"), 5_000);
    expect(store.summaries.bookingsMadeSince(5_000)).toBe(1);
    expect(store.summaries.bookingsMadeSince(5_001)).toBe(0);
    expect(store.summaries.arrivalsKnown("2027-03-03")).toBe(1);
    expect(store.summaries.arrivalsKnown("2027-03-05")).toBe(0);
    expect(store.summaries.counts(0).journalOpen).toBe(1);
  });
});
