import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Amendment } from "../../../src/domain/amendment.ts";
import type { Booking, BookingRequest } from "../../../src/domain/hotel.ts";
import type { Ages } from "../../../src/store/contract-privacy.ts";
import { body, entry, text } from "../support/messages.ts";
import { temporaryStore } from "../support/opened.ts";

const ANA = "34600111222";
const EVA = "34600333444";
const SECRET = "mi alergia al marisco";
const DAY = 86_400_000;

const REQUEST: BookingRequest = {
  reference: "r1",
  roomType: "double",
  stay: { arrival: "2027-03-03", departure: "2027-03-05" },
  party: { adults: 2, children: 0 },
  rooms: 1,
  guest: { name: "Ana Gil", email: "ana@example.com", phone: `+${ANA}` },
  total: { minor: 18_000, currency: "EUR" },
  language: "es",
  channel: "whatsapp",
};
const BOOKING: Booking = {
  ...REQUEST,
  pmsId: "7",
  code: "ACDEFG",
  roomNumbers: ["101"],
  status: "firm",
  createdAt: 9,
};

/** A guest who wrote, sent a photo, was answered, and has a conversation; `at` is when. */
function withGuests(at = 1_000) {
  const opened = temporaryStore();
  const { store } = opened;
  const guest = (phone: string) => {
    const from = { phone };
    const photo = {
      channel: "whatsapp",
      externalId: `photo-${phone}`,
      from,
      sentAt: at,
      content: { kind: "image", mediaId: `m-${phone}`, mimeType: "image/jpeg", sha256: "x" },
    } as const;
    const said = { ...text(`said-${phone}`, from, at), content: { kind: "text", text: SECRET } } as const;
    const [guestId = 0] = store.inbox.accept([body({ messages: [said, photo] }, at)]);
    const rows = store.inbox.pending(guestId);
    const conversation = store.conversations.open(guestId, "whatsapp", from, "Ana", at);
    const conversationId = conversation.id;
    store.media.save({
      channel: "whatsapp",
      mediaId: `m-${phone}`,
      sha256: "x",
      mimeType: "",
      path: `media/in/${phone}`,
      bytes: 1,
      fetchedAt: at,
    });
    store.outbox.add(entry({ guestId, conversationId }, `o-${phone}`, { to: from, createdAt: at }));
    store.outbox.sending(`o-${phone}`, at);
    store.outbox.accepted(`o-${phone}`, `wamid.${phone}`, at);
    store.conversations.addTurn({
      conversationId,
      direction: "in",
      author: "guest",
      kind: "text",
      text: SECRET,
      at,
    });
    store.inbox.finish(
      rows.map((row) => row.id),
      "answered",
      at,
    );
    return { guestId, conversationId };
  };
  return { ...opened, ana: guest(ANA), eva: guest(EVA) };
}

function firm(opened: ReturnType<typeof withGuests>, status: Booking["status"] = "firm"): void {
  const { journal } = opened.store;
  journal.intend({ reference: "r1", conversationId: opened.ana.conversationId, request: REQUEST, at: 1_000 });
  journal.firm("r1", { ...BOOKING, status }, 1_000);
}

describe("all of one guest", () => {
  it("is found by the phone, however it is written, and by a conversation's number", () => {
    const { store, ana } = withGuests();
    expect(store.privacy.find({ phone: "+34 600 111 222" })).toBe(ana.guestId);
    expect(store.privacy.find({ conversation: ana.conversationId })).toBe(ana.guestId);
    expect(store.privacy.find({ phone: "+34999999999" })).toBeUndefined();
  });

  it("is told table by table, each row once, and nothing of anybody else", () => {
    const { store, ana } = withGuests();
    const records = store.privacy.records(ana.guestId);
    expect(Object.keys(records).sort()).toEqual(
      expect.arrayContaining(["conversation", "guest", "guest_alias", "inbox", "outbox", "turn"]),
    );
    expect(records.turn).toHaveLength(1);
    expect(records.inbox).toHaveLength(2);
    expect(records.outbox?.[0]?.content).toEqual({ kind: "text", text: `reply o-${ANA}` });
    expect(JSON.stringify(records)).not.toContain(EVA);
  });

  it("is erased whole, with its files and the bodies it came in; the other guest stays", () => {
    const opened = withGuests();
    const { store, folder, ana, eva } = opened;
    const before = store.privacy.records(eva.guestId);
    const gone = store.privacy.erase(ana.guestId);
    expect(gone.files).toEqual([`media/in/${ANA}`]);
    expect(store.privacy.find({ phone: ANA })).toBeUndefined();
    expect(store.privacy.records(ana.guestId)).toEqual({});
    expect(store.conversations.get(ana.conversationId)).toBeUndefined();
    expect(store.media.get("whatsapp", `m-${ANA}`)).toBeUndefined();
    expect(store.privacy.records(eva.guestId)).toEqual(before);
    expect(store.media.get("whatsapp", `m-${EVA}`)).toBeDefined();
    // Not even free pages of the file or its log know the number.
    for (const file of ["hotelbot.db", "hotelbot.db-wal"]) {
      expect(readFileSync(join(folder, file)).includes(ANA)).toBe(false);
      if (file === "hotelbot.db") expect(readFileSync(join(folder, file)).includes(EVA)).toBe(true);
    }
  });

  it("names the stay that forbids it, until it is over or cancelled", () => {
    const opened = withGuests();
    const { privacy } = opened.store;
    expect(privacy.stay(opened.ana.guestId, "2027-02-01")).toBeUndefined();
    firm(opened);
    expect(privacy.stay(opened.ana.guestId, "2027-03-05")).toBe("ACDEFG");
    expect(privacy.stay(opened.ana.guestId, "2027-03-06")).toBeUndefined();
    expect(privacy.stay(opened.eva.guestId, "2027-02-01")).toBeUndefined();
  });

  it("is not forbidden by a cancelled stay, and is by a booking nobody knows the outcome of", () => {
    const cancelled = withGuests();
    firm(cancelled, "cancelled");
    expect(cancelled.store.privacy.stay(cancelled.ana.guestId, "2027-02-01")).toBeUndefined();
    const open = withGuests();
    const { conversationId, guestId } = open.ana;
    open.store.journal.intend({ reference: "r9", conversationId, request: REQUEST, at: 1 });
    expect(open.store.privacy.stay(guestId, "2030-01-01")).toBe("r9");
  });
});

it("a change nobody knows the outcome of forbids erasing as well", () => {
  const { store, ana } = withGuests();
  const { conversationId } = ana;
  const request: Amendment = { kind: "cancel", before: BOOKING, fee: { minor: 0, currency: "EUR" } };
  store.changes.intend({ reference: "c1", conversationId, request, at: 1 });
  expect(store.privacy.stay(ana.guestId, "2030-01-01")).toBe("c1");
});

describe("what is too old", () => {
  const ages = (more: Partial<Ages> = {}): Ages => ({
    bodies: 0,
    attachments: 0,
    messages: 0,
    today: "2027-02-01",
    ...more,
  });
  const at = 100 * DAY;

  it("goes kind by kind: bodies, attachments, then messages and the guests themselves", () => {
    const { store, ana } = withGuests(at);
    expect(store.privacy.age(ages({ bodies: at }))).toEqual({ rows: 0, files: [], more: false });
    expect(store.privacy.age(ages({ bodies: at + 1 })).rows).toBe(2);
    expect(store.inbox.pending(ana.guestId)).toEqual([]);
    expect(store.privacy.records(ana.guestId).inbox).toHaveLength(2);
    const attachments = store.privacy.age(ages({ attachments: at + 1 }));
    expect(attachments.files).toEqual([`media/in/${ANA}`, `media/in/${EVA}`]);
    expect(store.media.get("whatsapp", `m-${ANA}`)).toBeUndefined();
    store.privacy.age(ages({ messages: at + 1 }));
    expect(store.privacy.find({ phone: ANA })).toBeUndefined();
    expect(store.conversations.get(ana.conversationId)).toBeUndefined();
  });

  it("never touches what still waits: a message unanswered, a reply unsent, a guest who waits for a person", () => {
    const opened = temporaryStore();
    const { store } = opened;
    const [guestId = 0] = store.inbox.accept([body({ messages: [text("a", { phone: ANA }, at)] }, at)]);
    const { id: conversationId } = store.conversations.open(guestId, "whatsapp", { phone: ANA }, "Ana", at);
    store.outbox.add(entry({ guestId, conversationId }, "o", { createdAt: at }));
    store.privacy.age(ages({ messages: at * 9 }));
    expect(store.inbox.pending(guestId)).toHaveLength(1);
    expect(store.outbox.get("o")).toBeDefined();
    expect(store.conversations.get(conversationId)).toBeDefined();
  });

  it("never touches a conversation with a request somebody still works on", () => {
    const { store, ana } = withGuests(at);
    const { conversationId } = ana;
    const { id } = store.requests.add({ dedupeKey: "k", conversationId, kind: "taxi", words: "un taxi", at });
    store.privacy.age(ages({ messages: at * 9 }));
    expect(store.requests.get(id)).toBeDefined();
    store.requests.move(id, "done", "Marta", at);
    store.privacy.age(ages({ messages: at * 9 }));
    expect(store.conversations.get(conversationId)).toBeUndefined();
  });

  it("keeps the booking of a guest who has not left for two months", () => {
    const opened = withGuests(at);
    firm(opened);
    opened.store.privacy.age(ages({ messages: at * 9, today: "2027-05-03" }));
    expect(opened.store.journal.get("r1")).toBeDefined();
    expect(opened.store.conversations.get(opened.ana.conversationId)).toBeDefined();
    opened.store.privacy.age(ages({ messages: at * 9, today: "2027-05-06" }));
    expect(opened.store.journal.get("r1")).toBeUndefined();
    expect(opened.store.conversations.get(opened.ana.conversationId)).toBeUndefined();
  });

  it("goes in batches, and says when there is more", () => {
    const { store } = temporaryStore();
    const batch = Array.from({ length: 700 }, (_, index) =>
      body({ messages: [text(`m${index}`, { phone: ANA })] }, at),
    );
    store.inbox.accept(batch);
    expect(store.privacy.age(ages({ bodies: at + 1 }))).toEqual({ rows: 500, files: [], more: true });
    expect(store.privacy.age(ages({ bodies: at + 1 }))).toEqual({ rows: 200, files: [], more: false });
  });
});
