import { askAgain } from "../questions.ts";
import type { Turn } from "../turn.ts";

/**
 * A yes to facts the guest had not heard to the end, or said before they were read out, is a yes to nothing: they are
 * read again. Undefined when the yes counts.
 */
export function unread(turn: Turn): Turn | undefined {
  const { event } = turn.input;
  return event.kind === "guest" && event.interrupted ? askAgain(turn) : undefined;
}
