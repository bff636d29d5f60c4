import type { PipelineContext } from "./context.ts";
import { mustGet, stateOf } from "./conversation.ts";

/**
 * Why a guest waits for a person when the conversation itself did not ask for one: they wrote where hotelbot is silent,
 * or what was said to them did not arrive.
 */
export type WaitingReason = "unheard" | "wrote_again" | "not_delivered" | "delivery_unknown";

/** Makes the guest wait for a person; who waits already keeps their reason. In the guest's lane, in a transaction. */
export function waitForPerson(
  context: PipelineContext,
  conversationId: number,
  waitingReason: WaitingReason,
  at: number,
): void {
  const row = mustGet(context, conversationId);
  if (row.waitingReason !== undefined) return;
  const { mode } = row;
  const state = stateOf(context, row);
  const { language } = state;
  context.store.conversations.save(row.id, row.version, { state, mode, language, waitingReason, at });
}
