import { describe, expect, it } from "vitest";
import type { Address } from "../../src/domain/message.ts";
import type { Store } from "../../src/store/contract.ts";
import { body, entry, text } from "./support/messages.ts";
import { temporaryStore } from "./support/opened.ts";

const P1 = "34600000001";
const P2 = "34600000002";
const U1 = "ES.13491208655302741918";

function writer(store: Store): (address: Address) => number {
  let written = 0;
  return (address) => {
    written += 1;
    return store.inbox.accept([body({ messages: [text(`m${written}`, address)] })])[0] ?? 0;
  };
}

describe("who a guest is", () => {
  it("is one guest by one phone, one user id or one session, and never across kinds", () => {
    const write = writer(temporaryStore().store);
    const guests = [
      write({ phone: P1 }),
      write({ userId: U1 }),
      write({ session: "s1" }),
      write({ session: P1 }),
    ];
    expect(new Set(guests).size).toBe(4);
    expect([write({ phone: P1 }), write({ userId: U1 }), write({ session: "s1" })]).toEqual(
      guests.slice(0, 3),
    );
  });

  it("reads a phone as its digits and an empty value as missing", () => {
    const write = writer(temporaryStore().store);
    const guest = write({ phone: P1 });
    expect(write({ phone: `+${P1}`, userId: "" })).toBe(guest);
    expect(write({ phone: "", userId: U1 })).not.toBe(guest);
  });

  it("links phone and user id when one message carries both, from either side", () => {
    const write = writer(temporaryStore().store);
    const phone = write({ phone: P1 });
    expect(write({ phone: P1, userId: U1 })).toBe(phone);
    expect(write({ userId: U1 })).toBe(phone);
    const user = write({ userId: "BR.2" });
    expect(write({ phone: P2, userId: "BR.2" })).toBe(user);
    expect(write({ phone: P2 })).toBe(user);
  });

  it("keeps two phones two guests, even under one user id; the id follows the newer phone", () => {
    const write = writer(temporaryStore().store);
    const old = write({ phone: P1, userId: U1 });
    const moved = write({ phone: P2, userId: U1 });
    expect(moved).not.toBe(old);
    expect(write({ userId: U1 })).toBe(moved);
    expect(write({ phone: P1 })).toBe(old);
  });

  it("brings what waits along when a guest known by user id turns out to be a known phone", () => {
    const { store } = temporaryStore();
    const write = writer(store);
    const phone = write({ phone: P1 });
    const user = write({ userId: U1 });
    const talk = store.conversations.open(user, "whatsapp", { userId: U1 }, undefined, 1);
    store.outbox.add(entry({ guestId: user, conversationId: talk.id }, "o1"));
    expect(write({ phone: P1, userId: U1 })).toBe(phone);
    expect(store.inbox.pending(user)).toEqual([]);
    expect(store.inbox.pending(phone).map((row) => row.message.externalId)).toEqual(["m1", "m2", "m3"]);
    expect(store.conversations.open(phone, "whatsapp", { phone: P1, userId: U1 }, undefined, 2).id).toBe(
      talk.id,
    );
    expect(store.outbox.next(phone, 9_000, ["whatsapp"])?.id).toBe("o1");
  });

  it("keeps both talks when both had one on the channel", () => {
    const { store } = temporaryStore();
    const write = writer(store);
    const phone = write({ phone: P1 });
    const user = write({ userId: U1 });
    const first = store.conversations.open(phone, "whatsapp", { phone: P1 }, undefined, 1);
    const second = store.conversations.open(user, "whatsapp", { userId: U1 }, undefined, 1);
    write({ phone: P1, userId: U1 });
    expect(store.conversations.get(first.id)?.guestId).toBe(phone);
    expect(store.conversations.get(second.id)?.guestId).toBe(user);
    expect(store.conversations.open(phone, "whatsapp", { phone: P1 }, undefined, 2).id).toBe(first.id);
  });
});
