import type { PipelineContext } from "./context.ts";

/** Reasons to wait for a person, the most urgent first; what is not named here comes after all of them. */
const ORDER = [
  "emergency",
  "complaint",
  "asked",
  "failed",
  "restored",
  "outcome_unknown",
  "pms_refused",
  "not_understood",
  "existing_booking",
  "group",
  "unheard",
  "wrote_again",
  "not_delivered",
  "delivery_unknown",
  "privacy",
  "pms_unavailable",
  "loop",
  "attachment",
  "deposit_account",
  "request",
  "question",
];

/** One conversation may wait for several things: what is shown is the most urgent of them. */
export function mostUrgent(reasons: readonly string[]): string | undefined {
  const place = (reason: string): number => {
    const at = ORDER.indexOf(reason);
    return at < 0 ? ORDER.length : at;
  };
  return [...reasons].sort((a, b) => place(a) - place(b))[0];
}

/** What the conversation waits for already. */
export function stillWaits(context: PipelineContext, conversationId: number): string[] {
  const reason = context.store.conversations.get(conversationId)?.waitingReason;
  return reason === undefined ? [] : [reason];
}
