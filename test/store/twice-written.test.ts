import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import type { Store } from "../../src/store/contract.ts";
import { body, entry, text } from "./support/messages.ts";
import { type Opened, temporaryStore } from "./support/opened.ts";

const WRITES = "5215512345678";
const CALLS = "525512345678";

/** A message on WhatsApp; answers whose it is. */
function write(store: Store, id: string, phone = WRITES): number {
  const [guest = 0] = store.inbox.accept([body({ messages: [text(id, { phone })] })]);
  store.conversations.open(guest, "whatsapp", { phone }, "Ana", 2_000);
  return guest;
}

function call(store: Store, id: string, phone = CALLS) {
  return store.calls.begin({
    id,
    direction: "in",
    from: { phone: `+${phone}` },
    number: `+${phone}`,
    at: 3_000,
  });
}

/** What an older version left: one telephone as two guests, one that wrote and one that called. */
function twoGuests(): Opened & { readonly wrote: number; readonly called: number } {
  const opened = temporaryStore();
  const { store } = opened;
  const wrote = write(store, "m1");
  const { guestId: called } = call(store, "c1", "34600000009");
  store.calls.ended("c1", "caller_hung_up", 3_500);
  const raw = new Database(join(opened.folder, "hotelbot.db"));
  raw.prepare("UPDATE guest_alias SET value = ? WHERE value = '34600000009'").run(CALLS);
  raw.close();
  expect(called).not.toBe(wrote);
  return { ...opened, wrote, called };
}

test.each([
  ["5215512345678", "525512345678"],
  ["5491123456789", "541123456789"],
  ["5511987654321", "551187654321"],
])("who writes as %s and calls as %s is one guest, whichever comes first", (long, short) => {
  for (const [first, second] of [
    [long, short],
    [short, long],
  ] as const) {
    const { store } = temporaryStore();
    const guest = write(store, "m1", first);
    expect(call(store, "c1", second).guestId).toBe(guest);
    expect(write(store, "m2", first)).toBe(guest);
    expect(store.conversations.on(guest, "whatsapp")?.to).toEqual({ phone: first });
  }
});

describe("one telephone that was stored as two guests", () => {
  it.each(["a call", "a message"])("is one guest from %s on, with all that was of either", (next) => {
    const { store, wrote, called } = twoGuests();
    store.outbox.add(
      entry({ guestId: wrote, conversationId: store.conversations.on(wrote, "whatsapp")?.id ?? 0 }, "o1"),
    );
    const guest = next === "a call" ? call(store, "c2").guestId : write(store, "m2");
    expect(store.conversations.on(guest, "whatsapp")?.to).toEqual({ phone: WRITES });
    expect(store.calls.get("c1")?.guestId).toBe(guest);
    expect(store.inbox.pending(guest).map(({ message }) => message.externalId)).toContain("m1");
    expect(store.outbox.next(guest, 9_000, ["whatsapp"])?.id).toBe("o1");
    expect([write(store, "m3"), call(store, "c3").guestId]).toEqual([guest, guest]);
    const gone = guest === wrote ? called : wrote;
    expect(Object.keys(store.privacy.records(gone))).toEqual(["guest"]);
  });

  it("keeps a STOP that either said", () => {
    const { store, wrote } = twoGuests();
    const written = store.conversations.on(wrote, "whatsapp")?.id ?? 0;
    store.stops.set(written, true, 4_000);
    call(store, "c2");
    expect(store.stops.isStopped(written)).toBe(true);
  });

  it("is left as two where both have a conversation on WhatsApp, and each is found by its own number", () => {
    const { store, wrote, called } = twoGuests();
    const reminded = store.conversations.open(called, "whatsapp", { phone: CALLS }, undefined, 4_000);
    expect([call(store, "c2").guestId, write(store, "m2")]).toEqual([called, wrote]);
    expect(store.conversations.get(reminded.id)?.guestId).toBe(called);
    expect(store.privacy.find({ phone: `+${CALLS}` })).toBe(called);
    expect(store.privacy.find({ phone: `+${WRITES}` })).toBe(wrote);
  });
});

it("is found and erased by either number, with the bodies that name it as it was written", () => {
  const { store, folder } = temporaryStore();
  const guest = write(store, "m1");
  expect([`+${CALLS}`, `+${WRITES}`].map((phone) => store.privacy.find({ phone }))).toEqual([guest, guest]);
  call(store, "c1");
  const naming = (phone: string): unknown => {
    const raw = new Database(join(folder, "hotelbot.db"), { readonly: true });
    const sql = "SELECT count(*) FROM raw_event WHERE instr(CAST(body AS BLOB), CAST(? AS BLOB)) > 0";
    const count = raw.prepare(sql).pluck().get(phone);
    raw.close();
    return count;
  };
  expect(naming(WRITES)).toBe(1);
  store.privacy.erase(guest);
  expect(naming(WRITES)).toBe(0);
  expect([`+${CALLS}`, `+${WRITES}`].map((phone) => store.privacy.find({ phone }))).toEqual([
    undefined,
    undefined,
  ]);
});
