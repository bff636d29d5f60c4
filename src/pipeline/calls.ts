import type { ConversationState } from "../conversation/contract.ts";
import { writeTurn } from "./commit.ts";
import type { PipelineContext } from "./context.ts";
import { contactOf, mustGet, stateOf } from "./conversation.ts";
import { giveBackUnused, halfArranged, leftState, movedState } from "./cut-off-call.ts";
import { moveHold } from "./holds.ts";
import { runSteps } from "./run-steps.ts";

/** WhatsApp lets us write freely for a day after the guest did; a margin for clocks and queues. */
const WINDOW_MS = 24 * 3_600_000 - 5 * 60_000;

/**
 * A call begins anew whatever the last one ended with: hotelbot answers (a person may have taken the last one), and no
 * question of then is open, so that a first «sí» cannot confirm what was read out yesterday. The draft stays, and
 * whoever waits for a person goes on waiting. In the guest's lane.
 */
export function beginCall(context: PipelineContext, conversationId: number): void {
  const row = mustGet(context, conversationId);
  if (row.state === undefined) return;
  const { question: _closed, asked: _too, listing: _read, ...rest } = stateOf(context, row);
  const state: ConversationState = { ...rest, mode: "bot", misses: 0 };
  context.store.conversations.save(row.id, row.version, {
    state,
    mode: "bot",
    language: state.language,
    at: context.clock.now(),
  });
}

/** The caller was put through: they wait for nobody any more. In the guest's lane. */
export function callTransferred(context: PipelineContext, conversationId: number): void {
  const row = mustGet(context, conversationId);
  const state = stateOf(context, row);
  const { mode } = row;
  const at = context.clock.now();
  const { language } = state;
  context.store.conversations.save(row.id, row.version, { state, mode, language, waitingReason: null, at });
}

/**
 * A call that was cut off in the middle of a booking goes on in writing, where the guest wrote to us within the day:
 * what was arranged comes along, rooms that are held too, and the open question is put there. Where the guest is
 * arranging something there already, that comes first. Answers whether it went on. In the guest's lane.
 */
export async function continueInWriting(context: PipelineContext, conversationId: number): Promise<boolean> {
  const { store, clock } = context;
  const call = mustGet(context, conversationId);
  const spoken = stateOf(context, call);
  if (!halfArranged(spoken)) return false;
  const written = store.conversations.on(call.guestId, "whatsapp");
  const at = clock.now();
  if (written?.mode !== "bot" || at - (written.lastInboundAt ?? 0) > WINDOW_MS) return false;
  const before = stateOf(context, written);
  if (before.step === "booking" || before.step === "changing" || store.stops.isStopped(written.id))
    return false;
  const state = movedState(context, [call.id, spoken], [written.id, before]);
  if (!state) return false;
  moveHold(context, call.id, written.id, at);
  const result = await runSteps(context, written.id, state, [{ kind: "moved_here" }], contactOf(written));
  store.transaction(() => {
    writeTurn(
      context,
      { conversation: written, key: `moved:${call.id}:${call.version}`, at, spoken: false },
      result,
    );
    giveBackUnused(context, written.id, result.state, at);
    store.conversations.save(call.id, call.version, {
      state: leftState(spoken),
      mode: call.mode,
      language: spoken.language,
      at,
    });
  });
  return true;
}
