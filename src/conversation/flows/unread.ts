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

/**
 * The open question was put on a call that was cut off: what the guest writes first is no answer to it, unless it can be
 * nothing else.
 */
export function wasPutElsewhere({ state }: Turn): boolean {
  return state.question !== undefined && state.asked === undefined;
}

/** The same for a yes to facts that were read out there: they are read again here. */
export function unreadHere(turn: Turn): Turn | undefined {
  return wasPutElsewhere(turn) ? askAgain(turn) : unread(turn);
}
