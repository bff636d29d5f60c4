import type { Language } from "../domain/language.ts";
import type { ConversationState } from "./contract.ts";

/** A conversation that has not begun. */
export function initialState(language: Language): ConversationState {
  return { v: 1, language, mode: "bot", step: "idle", questions: 0, misses: 0, drafts: 0, greeted: false };
}
