import { expect, onTestFinished, test } from "vitest";
import type { ConversationState } from "../../src/conversation/contract.ts";
import { initialState } from "../../src/conversation/state.ts";
import { step } from "../../src/conversation/step.ts";
import { beginCall, callTransferred, continueInWriting } from "../../src/pipeline/calls.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { keptBooking } from "../conversation/support/existing-pms.ts";
import { hotel, limits, phrases } from "../conversation/support/hotel.ts";
import { aConversation } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const PHONE = "34600111222";

/** A guest who called, stood at a question, and wrote on WhatsApp so long ago. */
async function cutOff(spoken: Partial<ConversationState>, wroteAgoMs: number | undefined) {
  const opened = temporaryStore(await temporaryFolder());
  onTestFinished(() => opened.close());
  const { store } = opened;
  const clock = virtualClock();
  const at = clock.now();
  const written = wroteAgoMs === undefined ? undefined : aConversation(store, PHONE).conversationId;
  if (written !== undefined) {
    const state = { ...initialState("es"), greeted: true };
    const lastInboundAt = at - (wroteAgoMs ?? 0);
    store.conversations.save(written, 0, { state, mode: "bot", language: "es", lastInboundAt, at });
  }
  const call = store.calls.begin({ id: "c1", direction: "in", from: { phone: PHONE }, number: PHONE, at });
  const state = { ...initialState("pt"), greeted: true, ...spoken };
  const { mode } = state;
  store.conversations.save(call.conversationId, 0, {
    state,
    mode,
    language: "pt",
    waitingReason: "asked",
    at,
  });
  const parts = { hotel, limits, phrases, step, initialState, roomTypes: [] };
  const context = {
    ...parts,
    store,
    clock,
    ids: randomIds(),
    log: silentLogger(),
  } as unknown as PipelineContext;
  return { store, context, call, written: written ?? 0 };
}

const HALFWAY = {
  step: "collecting",
  draft: { rooms: 1, arrival: "2027-03-03", departure: "2027-03-05" },
  question: "party",
  asked: "party",
} as const;

test("a call that is cut off in the middle of a booking goes on where the guest writes, in its language", async () => {
  const { store, context, call, written } = await cutOff(HALFWAY, 3_600_000);
  expect(await continueInWriting(context, call.conversationId)).toBe(true);
  const [row] = store.outbox.ofConversation(written, 0);
  expect(row?.content).toMatchObject({ kind: "text" });
  expect(JSON.stringify(row?.content)).toMatch(/A chamada caiu: continuamos por aqui\..*quantas pessoas/s);
  expect(store.conversations.get(written)?.state).toMatchObject({
    language: "pt",
    question: "party",
    draft: HALFWAY.draft,
  });
  expect(store.conversations.get(call.conversationId)?.state).not.toHaveProperty("draft");
  expect(await continueInWriting(context, call.conversationId)).toBe(false);
});

test("a call that is cut off goes on nowhere when its guest wants no messages", async () => {
  const { store, context, call, written } = await cutOff(HALFWAY, 3_600_000);
  store.stops.set(written, true, 1);
  expect(await continueInWriting(context, call.conversationId)).toBe(false);
  expect(store.outbox.ofConversation(written, 0)).toEqual([]);
});

test.each<[string, Partial<ConversationState>, number | undefined]>([
  ["they never wrote", HALFWAY, undefined],
  ["they wrote two days ago", HALFWAY, 48 * 3_600_000],
  ["nothing was being arranged", { step: "idle" }, 1_000],
  ["a person has it", { ...HALFWAY, mode: "person" }, 1_000],
  ["the booking is being made", { ...HALFWAY, step: "booking" }, 1_000],
])("nothing is written when %s", async (_why, state, ago) => {
  const { store, context, call, written } = await cutOff(state, ago);
  expect(await continueInWriting(context, call.conversationId)).toBe(false);
  expect(store.outbox.ofConversation(written, 0)).toEqual([]);
});

test("a cancellation that was read out on the phone is read out again in writing", async () => {
  const booking = keptBooking({ stay: { arrival: "2027-03-03", departure: "2027-03-05" } });
  const terms = { kind: "free", fee: booking.total, until: { date: "2027-03-02", time: "15:00" } } as const;
  const existing = { wants: "cancel_booking", booking, terms } as const;
  const spoken = { ...HALFWAY, question: "confirm_cancel", asked: "confirm", existing } as const;
  const { store, context, call, written } = await cutOff(spoken, 1_000);
  expect(await continueInWriting(context, call.conversationId)).toBe(true);
  const [row] = store.outbox.ofConversation(written, 0);
  expect(JSON.stringify(row?.content)).toMatch(/A chamada caiu.*Reserva K7Q4MX.*Posso cancelar/s);
  expect(store.conversations.get(written)?.state).toMatchObject({ question: "confirm_cancel", existing });
  expect(store.conversations.get(call.conversationId)?.state).not.toHaveProperty("existing");
});

test("a wish on the phone does not take the place of one in writing, nor its rooms the place of rooms held there", async () => {
  const errand = { kind: "taxi", words: "Um táxi", asked: ["time"] } as const;
  const spoken = { ...HALFWAY, question: "errand_time", asked: "anything", errand } as const;
  const { store, context, call, written } = await cutOff(spoken, 1_000);
  const save = (state: Partial<ConversationState>) =>
    store.conversations.save(written, store.conversations.get(written)?.version ?? 0, {
      state: { ...initialState("es"), greeted: true, ...state },
      mode: "bot",
      language: "es",
      at: context.clock.now(),
    });
  save({ errand, question: "errand_time", asked: "anything" });
  expect(await continueInWriting(context, call.conversationId)).toBe(false);
  save({ draft: { rooms: 1, heldUntil: context.clock.now() + 60_000 } });
  expect(await continueInWriting(context, call.conversationId)).toBe(false);
  save({});
  expect(await continueInWriting(context, call.conversationId)).toBe(true);
});

test("a new call is answered by hotelbot, with no question of the last one open; who waits goes on waiting", async () => {
  const { store, context, call } = await cutOff(
    { ...HALFWAY, mode: "person", question: "confirm" },
    undefined,
  );
  beginCall(context, call.conversationId);
  const row = store.conversations.get(call.conversationId);
  expect(row).toMatchObject({ mode: "bot", waitingReason: "asked", state: { draft: HALFWAY.draft } });
  expect(row?.state).not.toHaveProperty("question");
  callTransferred(context, call.conversationId);
  expect(store.conversations.get(call.conversationId)).not.toHaveProperty("waitingReason");
});

test("calls are listed, the live ones first, and what a crash left live is over", async () => {
  const { store } = await cutOff({}, undefined);
  store.calls.begin({ id: "c2", direction: "out", from: { session: "call:c2" }, room: "101", at: 5 });
  store.calls.answered("c1", 7);
  store.calls.language("c1", "en");
  store.calls.ended("c1", "transferred", 9);
  store.calls.ended("c1", "lost", 10);
  expect(store.calls.list(9)).toMatchObject([
    { id: "c2", room: "101" },
    { id: "c1", answeredAt: 7, endedAt: 9, why: "transferred", language: "en", number: PHONE },
  ]);
  expect(store.calls.recover(20)).toBe(1);
  expect(store.calls.get("c2")).toMatchObject({ endedAt: 20, why: "cut_off" });
});
