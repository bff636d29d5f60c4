import type { ConversationState } from "../conversation/contract.ts";
import { dialled } from "../platform/phone.ts";
import type { ConversationRow, InboxRow } from "../store/contract.ts";
import type { Contact, PipelineContext } from "./context.ts";

/** A conversation that must be there, because a row speaks of it. */
export function mustGet(context: PipelineContext, conversationId: number): ConversationRow {
  const row = context.store.conversations.get(conversationId);
  if (!row) throw new Error(`conversation ${conversationId} is gone`);
  return row;
}

/** The stored state; a first turn starts in the language the guest's program asked for, else the hotel's. */
export function stateOf(
  context: PipelineContext,
  conversation: ConversationRow,
  burst: readonly InboxRow[] = [],
): ConversationState {
  if (conversation.state !== undefined) return conversation.state as ConversationState;
  const asked = burst.find((row) => row.message.language)?.message.language;
  const fresh = context.initialState(asked ?? context.hotel.defaultLanguage);
  // A caller was greeted when the call was answered.
  return conversation.channel === "phone" ? { ...fresh, greeted: true } : fresh;
}

/** What the channel says of the guest; their telephone as it goes into a booking, which people dial. */
export function contactOf(conversation: ConversationRow): Contact {
  const digits = conversation.to.phone?.replace(/\D/g, "");
  return {
    ...(digits ? { phone: `+${dialled(digits)}` } : {}),
    ...(conversation.profileName ? { profileName: conversation.profileName } : {}),
    ...(conversation.channel === "phone" ? { onCall: true } : {}),
  };
}
