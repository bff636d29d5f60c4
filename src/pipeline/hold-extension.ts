import type { ConversationState } from "../conversation/contract.ts";
import { heldLonger, heldUntil } from "../conversation/state.ts";
import type { PipelineContext } from "./context.ts";

/**
 * A guest who is still writing does not lose the room under their hands: a live hold with less than one extension left
 * is extended by one, twice at most. Answers the state as it is now.
 */
export function extendHold(
  context: PipelineContext,
  conversationId: number,
  state: ConversationState,
): ConversationState {
  const until = heldUntil(state);
  const now = context.clock.now();
  const { extensionMs, extensions } = context.holds;
  if (state.mode !== "bot" || until === undefined || until <= now || until - now >= extensionMs) return state;
  const hold = context.store.holds.extend(conversationId, until + extensionMs, extensions);
  return hold ? heldLonger(state, hold.expiresAt) : state;
}
