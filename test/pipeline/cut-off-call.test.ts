import { expect, onTestFinished, test } from "vitest";
import type { ConversationState } from "../../src/conversation/contract.ts";
import { initialState } from "../../src/conversation/state.ts";
import { step } from "../../src/conversation/step.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { handleGuest } from "../../src/pipeline/turn.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { hotel, limits, phrases } from "../conversation/support/hotel.ts";
import { body } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const PHONE = "34600111222";
const HOUR_MS = 3_600_000;

const HALFWAY: Partial<ConversationState> = {
  step: "collecting",
  draft: { rooms: 1, arrival: "2027-03-03", departure: "2027-03-05" },
  question: "party",
  asked: "party",
};

/** A caller whose call ended like this, and who never wrote before. */
async function calledBefore(spoken: Partial<ConversationState>, why: string | undefined, last?: string) {
  const opened = temporaryStore(await temporaryFolder());
  onTestFinished(() => opened.close());
  const { store } = opened;
  const clock = virtualClock();
  const at = clock.now();
  const number = `+${PHONE}`;
  const { conversationId } = store.calls.begin({ id: "c1", direction: "in", from: { phone: number }, at });
  const state = { ...initialState("pt"), greeted: true, ...spoken };
  store.conversations.save(conversationId, 0, { state, mode: state.mode, language: "pt", at });
  if (last) {
    const understood = { intents: [{ name: last, score: 1, band: "act" }] };
    const turn = { conversationId, direction: "in", author: "guest", kind: "voice", text: last, at } as const;
    store.conversations.addTurn({ ...turn, detail: { understood } });
  }
  if (why) store.calls.ended("c1", why, at);
  const understood = { language: "pt", languageSure: true, slots: {} };
  const intents = [{ name: "greeting", score: 1, band: "act" }];
  const context = {
    ...{ hotel, limits, phrases, step, initialState, roomTypes: [], store, clock },
    ids: randomIds(),
    log: silentLogger(),
    understand: (text: string) => ({ ...understood, text, intents }),
    holds: { firstMs: 1_200_000, extensionMs: 600_000, extensions: 2 },
    quiet: { whatsapp: { quietMs: 0, longestMs: 0 } },
    voiceReplies: "text",
    canSpeak: () => false,
    seen: () => undefined,
  } as unknown as PipelineContext;
  let count = 0;
  /** Writes; answers what is written back. */
  const write = async (text: string): Promise<string> => {
    const now = clock.now();
    const content = { kind: "text", text } as const;
    const externalId = `w${count++}`;
    const message = {
      channel: "whatsapp",
      externalId,
      from: { phone: PHONE },
      sentAt: now,
      content,
    } as const;
    const [guestId = 0] = store.inbox.accept([body({ messages: [message] }, now)]);
    const written = store.conversations.open(guestId, "whatsapp", { phone: PHONE }, undefined, now);
    const before = store.outbox.ofConversation(written.id, 0).length;
    await handleGuest(context, guestId, () => undefined);
    return JSON.stringify(store.outbox.ofConversation(written.id, 0).slice(before));
  };
  const spokenState = () => store.conversations.get(conversationId)?.state as ConversationState;
  return { clock, write, spokenState, store, from: { phone: number } };
}

test.each(["lost", "caller_hung_up", "we_hung_up", "cut_off"])(
  "whose call was %s in the middle of a booking writes «hello», and goes on where it stood",
  async (why) => {
    const { write, spokenState } = await calledBefore(HALFWAY, why);
    expect(await write("Olá")).toMatch(/A chamada caiu: continuamos por aqui\..*quantas pessoas/s);
    expect(spokenState()).toMatchObject({ step: "idle" });
    expect(spokenState()).not.toHaveProperty("draft");
    expect(await write("Olá")).not.toContain("A chamada caiu");
  },
);

test.each<[string, Partial<ConversationState>, string | undefined]>([
  ["the call goes on", HALFWAY, undefined],
  ["they were put through", HALFWAY, "transferred"],
  ["nothing was being arranged", { step: "idle" }, "lost"],
  ["the booking was being made", { ...HALFWAY, step: "booking" }, "lost"],
  ["a person has it", { ...HALFWAY, mode: "person" }, "lost"],
])("nothing of the call is said when %s", async (_when, spoken, why) => {
  const { write, spokenState } = await calledBefore(spoken, why);
  expect(await write("Olá")).not.toContain("A chamada caiu");
  expect(spokenState().draft).toEqual(spoken.draft);
});

test.each(["in", "out"] as const)("a call %s after it, refused or ours, hides nothing", async (direction) => {
  const { clock, write, store, from } = await calledBefore(HALFWAY, "lost");
  clock.advance(5_000);
  store.calls.begin({ id: "c2", direction, from, at: clock.now() });
  store.calls.ended("c2", direction === "in" ? "refused" : "no_answer", clock.now());
  expect(await write("Olá")).toContain("A chamada caiu");
});

test("what was arranged two days before the call that was cut off is not gone on with", async () => {
  const old = { ...HALFWAY, lastGuestAt: virtualClock().now() - 48 * HOUR_MS };
  const { write } = await calledBefore(old, "lost");
  expect(await write("Olá")).not.toContain("A chamada caiu");
});

test("who said goodbye was not cut off", async () => {
  const { write } = await calledBefore(HALFWAY, "we_hung_up", "goodbye");
  expect(await write("Olá")).not.toContain("A chamada caiu");
});

test("who writes two days later begins anew", async () => {
  const { clock, write } = await calledBefore(HALFWAY, "lost");
  clock.advance(48 * HOUR_MS);
  expect(await write("Olá")).not.toContain("A chamada caiu");
});
