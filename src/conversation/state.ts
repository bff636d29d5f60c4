import type { Language } from "../domain/language.ts";
import type { ConversationState } from "./contract.ts";

/** A conversation that has not begun. */
export function initialState(language: Language): ConversationState {
  return { v: 1, language, mode: "bot", step: "idle", questions: 0, misses: 0, drafts: 0, greeted: false };
}

/** The same conversation with its rooms held longer: the pipeline extends a hold while the guest goes on deciding. */
export function heldLonger(state: ConversationState, until: number): ConversationState {
  const { draft, existing } = state;
  if (draft?.heldUntil !== undefined) return { ...state, draft: { ...draft, heldUntil: until } };
  return existing?.heldUntil === undefined
    ? state
    : { ...state, existing: { ...existing, heldUntil: until } };
}

/** When the rooms held for this guest end, epoch ms: for what is being booked, or for a change. */
export function heldUntil({ draft, existing }: ConversationState): number | undefined {
  return draft?.heldUntil ?? existing?.heldUntil;
}
