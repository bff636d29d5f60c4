import { createHash } from "node:crypto";
import type { ConversationRequest } from "../conversation/contract.ts";
import type { ConversationRow } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";

export type Amend = Extract<ConversationRequest, { kind: "amend" }>;

/**
 * A change or cancellation becomes a row. Its reference is the same for the same yes of the same conversation, and
 * another one for a yes after a refusal. In a transaction.
 */
export function intendAmendment(
  { store, hotel }: PipelineContext,
  conversation: ConversationRow,
  { amendment, draft }: Amend,
  at: number,
): void {
  const digest = createHash("sha256").update(JSON.stringify(amendment)).digest("hex").slice(0, 8);
  const base = `${hotel.id}-${conversation.id}-${amendment.kind}-${draft}-${digest}`;
  let reference = base;
  for (let n = 2; store.changes.get(reference)?.state === "refused"; n++) reference = `${base}.${n}`;
  store.changes.intend({ reference, conversationId: conversation.id, request: amendment, at });
}
