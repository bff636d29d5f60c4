import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InboundMessage } from "../../src/domain/message.ts";
import type { RawEvent } from "../../src/store/contract.ts";
import { body, status, text } from "./support/messages.ts";
import { temporaryStore } from "./support/opened.ts";

const ANA = { phone: "34600000001" };
const BEA = { phone: "34600000002" };

describe("accepting", () => {
  it("stores every message of every body and answers the guests with something new", () => {
    const { store } = temporaryStore();
    const guests = store.inbox.accept([
      body({ messages: [text("a1", ANA), text("b1", BEA)] }),
      body({ messages: [text("a2", ANA)] }),
      body({ statuses: [status("elsewhere", "read")] }),
    ]);
    expect(guests).toHaveLength(2);
    const [ana = 0, bea = 0] = guests;
    expect(store.inbox.pending(ana).map((row) => row.message.externalId)).toEqual(["a1", "a2"]);
    expect(store.inbox.pending(bea).map((row) => row.message)).toEqual([text("b1", BEA)]);
    expect(store.inbox.pending(ana)[0]).toMatchObject({ guestId: ana, receivedAt: 2_000, attempts: 0 });
  });

  it("stores a message once, in the same body, another body or a body sent again", () => {
    const { store } = temporaryStore();
    const first = body({ messages: [text("a1", ANA), text("a1", ANA)] });
    const [ana = 0] = store.inbox.accept([first, first]);
    expect(store.inbox.accept([first])).toEqual([]);
    expect(store.inbox.accept([body({ messages: [text("a1", ANA)] }, 9_000)])).toEqual([]);
    expect(store.inbox.pending(ana)).toHaveLength(1);
  });

  it("stores what comes again with something new beside it", () => {
    const { store } = temporaryStore();
    const [ana = 0] = store.inbox.accept([body({ messages: [text("a1", ANA)] })]);
    expect(store.inbox.accept([body({ messages: [text("a1", ANA), text("a2", ANA)] })])).toEqual([ana]);
    expect(store.inbox.pending(ana)).toHaveLength(2);
  });

  it("keeps ids of two channels apart", () => {
    const { store } = temporaryStore();
    const chat: InboundMessage = { ...text("a1", ANA), channel: "chat" };
    store.inbox.accept([
      body({ messages: [text("a1", ANA)] }),
      { ...body({ messages: [chat] }), channel: "chat" },
    ]);
    expect(store.summaries.counts(0).inboxNew).toBe(2);
  });

  it("keeps a body that was not read, counts it, and reads it when it comes again", () => {
    const { store } = temporaryStore();
    const good = body({ messages: [text("a1", ANA)] });
    const { parsed: _, ...unread } = good;
    expect(store.inbox.accept([unread, unread])).toEqual([]);
    expect(store.summaries.counts(0).unread).toBe(1);
    expect(store.inbox.accept([good])).toHaveLength(1);
    expect(store.summaries.counts(0)).toMatchObject({ unread: 0, inboxNew: 1 });
  });

  it("does not lose the neighbours of a body that breaks a rule", () => {
    const { store } = temporaryStore();
    const odd = status("x", "deleted" as "sent");
    const guests = store.inbox.accept([
      body({ messages: [text("a1", ANA)] }),
      body({ messages: [text("odd", { phone: "34600000009" })], statuses: [odd] }),
      body({ messages: [text("b1", BEA)] }),
    ]);
    expect(guests).toHaveLength(2);
    expect(store.summaries.counts(0)).toMatchObject({ inboxNew: 2, unread: 1 });
  });

  it("takes a message without a usable time by the time it came", () => {
    const { store } = temporaryStore();
    const messages = [text("a1", ANA, Number.NaN), text("a2", ANA, 1_500.7)];
    const [ana = 0] = store.inbox.accept([body({ messages })]);
    expect(store.inbox.pending(ana).map((row) => row.message.externalId)).toEqual(["a2", "a1"]);
  });

  it("throws at nothing it may be handed, and always keeps the good message beside it", () => {
    const { store } = temporaryStore();
    let runs = 0;
    const nonsense = fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true });
    const list = fc.array(
      fc.oneof(nonsense, fc.record({ externalId: nonsense, from: nonsense, status: nonsense })),
    );
    const run = fc.property(list, list, list, (messages, statuses, events) => {
      runs += 1;
      const odd = { messages, statuses, events } as unknown as NonNullable<RawEvent["parsed"]>;
      const id = `good-${runs}`;
      const good = body({ messages: [text(id, { phone: `346${runs}` })] });
      const [guest = 0] = store.inbox
        .accept([{ channel: "whatsapp", body: Buffer.from(`odd ${runs}`), receivedAt: 1, parsed: odd }, good])
        .slice(-1);
      expect(store.inbox.pending(guest).map((row) => row.message.externalId)).toEqual([id]);
    });
    fc.assert(run, { numRuns: 300 });
    expect(store.summaries.counts(0).unread).toBeGreaterThan(100);
  });

  it("stores whatever text a guest can write", () => {
    const { store } = temporaryStore();
    const odd = "«ñ» 🛏️ \u0000 \ud800 \u202e '; DROP TABLE inbox;--";
    const message = { ...text("a1", ANA), profileName: odd, content: { kind: "text" as const, text: odd } };
    const [ana = 0] = store.inbox.accept([body({ messages: [message] })]);
    expect(store.inbox.pending(ana)[0]?.message).toEqual(message);
  });
});

describe("working through the inbox", () => {
  it("gives a guest's messages by the time they were sent, then as they came", () => {
    const { store } = temporaryStore();
    const [ana = 0] = store.inbox.accept([
      body({ messages: [text("late", ANA, 3_000), text("tie-1", ANA, 2_000), text("tie-2", ANA, 2_000)] }),
      body({ messages: [text("early", ANA, 1_000)] }),
    ]);
    const order = store.inbox.pending(ana).map((row) => row.message.externalId);
    expect(order).toEqual(["early", "tie-1", "tie-2", "late"]);
  });

  it("ends each message once: the first fate stands", () => {
    const { store } = temporaryStore();
    const [ana = 0] = store.inbox.accept([body({ messages: [text("a1", ANA), text("a2", ANA)] })]);
    const [first, second] = store.inbox.pending(ana).map((row) => row.id);
    store.inbox.finish([first ?? 0], "dead", 5_000);
    store.inbox.finish([first ?? 0, second ?? 0], "answered", 6_000);
    store.inbox.postpone(first ?? 0, 99_000, "too late");
    expect(store.inbox.pending(ana)).toEqual([]);
    expect(store.inbox.lanes(100_000)).toEqual([]);
    expect(store.summaries.counts(0)).toMatchObject({ inboxNew: 0, inboxDead: 1 });
  });

  it("postpones a message until it is due, counting the attempts", () => {
    const { store } = temporaryStore();
    const [ana = 0, bea = 0] = store.inbox.accept([body({ messages: [text("a1", ANA), text("b1", BEA)] })]);
    const [row] = store.inbox.pending(ana);
    store.inbox.postpone(row?.id ?? 0, 10_000, "PMS_UNAVAILABLE");
    expect(store.inbox.lanes(9_999)).toEqual([bea]);
    expect(store.inbox.nextDue(9_999)).toBe(10_000);
    expect(store.inbox.lanes(10_000)).toEqual([ana, bea]);
    expect(store.inbox.nextDue(10_000)).toBeUndefined();
    expect(store.inbox.pending(ana)[0]?.attempts).toBe(1);
  });

  it("keeps what was heard in a voice note", () => {
    const { store } = temporaryStore();
    const [ana = 0] = store.inbox.accept([body({ messages: [text("a1", ANA)] })]);
    const [row] = store.inbox.pending(ana);
    const transcript = {
      text: "una doble para dos",
      language: "es" as const,
      confidence: 0.91,
      seconds: 3.2,
      speechSeconds: 2.1,
      engineMs: 260,
    };
    store.inbox.saveTranscript(row?.id ?? 0, transcript);
    expect(store.inbox.pending(ana)[0]?.transcript).toEqual(transcript);
  });
});

describe("media", () => {
  it("remembers which attachments are here, and replaces one fetched again", () => {
    const { store } = temporaryStore();
    const file = {
      channel: "whatsapp" as const,
      mediaId: "m1",
      sha256: "00",
      mimeType: "audio/ogg",
      path: "media/m1.ogg",
      bytes: 12,
      fetchedAt: 5,
    };
    store.media.save(file);
    store.media.save({ ...file, bytes: 13 });
    expect(store.media.get("whatsapp", "m1")).toEqual({ ...file, bytes: 13 });
    expect(store.media.get("chat", "m1")).toBeUndefined();
  });
});
