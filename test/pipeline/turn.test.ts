import { expect, test } from "vitest";
import { initialState } from "../../src/conversation/state.ts";
import { step } from "../../src/conversation/step.ts";
import type { InboundContent } from "../../src/domain/message.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { giveUp } from "../../src/pipeline/dead-letters.ts";
import { handleGuest } from "../../src/pipeline/turn.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import type { InboxRow } from "../../src/store/contract.ts";
import { hotel, limits, phrases } from "../conversation/support/hotel.ts";
import { body } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const PHONE = "34600000001";

const handled = (context: PipelineContext, guestId: number) => handleGuest(context, guestId, () => undefined);

/** A guest and the hotel's side of the conversation; whatever is written reads as a wish to talk to a person. */
function desk() {
  const clock = virtualClock();
  const { store } = temporaryStore();
  const seen: InboxRow[] = [];
  const context = {
    store,
    clock,
    ids: randomIds(),
    log: silentLogger(),
    hotel,
    roomTypes: [],
    limits,
    phrases,
    step,
    initialState,
    understand: (text: string) => ({
      text,
      language: "es",
      languageSure: true,
      intents: [{ name: "person", score: 1, band: "act" }],
      slots: {},
    }),
    holds: { firstMs: 1_200_000, extensionMs: 600_000, extensions: 2 },
    quiet: { whatsapp: { quietMs: 0, longestMs: 0 } },
    voiceReplies: "text",
    canSpeak: () => false,
    seen: (burst: readonly InboxRow[]) => seen.push(...burst),
  } as unknown as PipelineContext;
  let count = 0;
  const arrives = (content: InboundContent): number => {
    const externalId = `w${count++}`;
    const sentAt = clock.now();
    const message = { channel: "whatsapp", externalId, from: { phone: PHONE }, sentAt, content } as const;
    const [guestId = 0] = store.inbox.accept([body({ messages: [message] }, sentAt)]);
    return guestId;
  };
  const writes = (text: string): number => arrives({ kind: "text", text });
  const conversation = () => {
    const row = store.conversations.open(1, "whatsapp", { phone: PHONE }, undefined, clock.now());
    return { ...row, turns: store.conversations.turns(row.id, 50) };
  };
  const attend = (): void => {
    const { id, version, state, mode } = conversation();
    store.conversations.save(id, version, {
      state,
      mode,
      language: "es",
      waitingReason: null,
      at: clock.now(),
    });
  };
  return { context, store, clock, seen, arrives, writes, conversation, attend };
}

test("a guest whom a person has is shown no «typing…», and waits again when they write again", async () => {
  const { context, seen, writes, conversation, attend } = desk();
  await handled(context, writes("quiero hablar con alguien"));
  expect(seen).toHaveLength(1);
  expect(conversation()).toMatchObject({ mode: "person", waitingReason: "asked" });
  attend();
  expect(conversation().waitingReason).toBeUndefined();
  await handled(context, writes("¿sigue ahí?"));
  expect(conversation().waitingReason).toBe("wrote_again");
  expect(seen).toHaveLength(1);
});

test("why a guest waits is not forgotten when they write again, and a reaction makes nobody wait", async () => {
  const { context, writes, arrives, conversation, attend } = desk();
  await handled(context, writes("quiero hablar con alguien"));
  await handled(context, writes("¿hola?"));
  expect(conversation().waitingReason).toBe("asked");
  attend();
  await handled(context, arrives({ kind: "unsupported", what: "reaction" }));
  expect(conversation().waitingReason).toBeUndefined();
});

test("what no try could handle is read by the desk as the guest wrote it, and the guest is told once", () => {
  const { context, store, writes, arrives, conversation } = desk();
  const guestId = writes("una doble para el viernes");
  arrives({ kind: "voice", mediaId: "m", mimeType: "audio/ogg", sha256: "" });
  giveUp(context, guestId, "a fault");
  const { id, mode, waitingReason, turns } = conversation();
  expect([mode, waitingReason]).toEqual(["person", "failed"]);
  const apology = phrases.plain("es", "trouble_person_will_answer");
  expect(turns.map(({ author, kind, text }) => [author, kind, text])).toEqual([
    ["guest", "text", "una doble para el viernes"],
    ["guest", "voice", ""],
    ["bot", "text", apology],
  ]);
  expect(store.outbox.ofConversation(id, 0)).toHaveLength(1);
});

test("hotelbot does not talk over a person, not even to apologise", async () => {
  const { context, store, writes, conversation } = desk();
  await handled(context, writes("quiero hablar con alguien"));
  const before = store.outbox.ofConversation(conversation().id, 0).length;
  giveUp(context, writes("¿hola?"), "a fault");
  expect(store.outbox.ofConversation(conversation().id, 0)).toHaveLength(before);
  expect(conversation().turns.at(-1)).toMatchObject({ author: "guest", text: "¿hola?" });
});

test("what a guest said stays out of the log that can never be erased", async () => {
  const { context, store, writes } = desk();
  const added: unknown[] = [];
  const audit = { ...store.audit, add: (entry: unknown) => void added.push(entry) };
  const watched = { ...context, store: { ...store, audit } } as unknown as PipelineContext;
  await handled(watched, writes("soy Ana Pérez, quiero hablar con alguien"));
  expect(added).toMatchObject([{ action: "handover", detail: { reason: "asked" } }]);
  expect(JSON.stringify(added)).not.toContain("Ana");
});
