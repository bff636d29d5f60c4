import type { Question } from "./contract.ts";

/** True for a question that wants nothing in particular: it is not put again, and closes with the next subject. */
export function isIdle(question: Question | undefined): boolean {
  return question === "anything" || question === "menu";
}
