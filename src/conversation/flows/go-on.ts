import type { Question } from "../contract.ts";
import type { Listing } from "../contract-listing.ts";
import { isIdle } from "../idle.ts";
import { type AboutList, subjectOf, tellList } from "../listing.ts";
import { saysMore } from "../more-words.ts";
import { ask } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { say, type Turn } from "../turn.ts";
import { aboutList } from "./faq.ts";
import { KINDS, kindsList } from "./missing-kind.ts";

/**
 * «Más», and a yes or no to «¿Sigo?», while a list is read out on a call. Undefined when the guest says anything else: a
 * name, a number, another wish.
 */
export function goOn(turn: Turn, reading: Reading, open: Listing | undefined): Turn | undefined {
  if (!open) return undefined;
  const plain = isPlain(reading);
  // Told to its end beside another question: «sí, adelante» answers that one.
  if (
    open.left === 0 &&
    reading.yes &&
    turn.state.question !== undefined &&
    turn.state.question !== open.of
  ) {
    return undefined;
  }
  const more =
    reading.tap?.action === "more" || saysMore(reading.text) || (open.asked && plain && reading.yes);
  if (more) return open.left > 0 ? nextPart(turn, open) : close(say(turn, "phone.no_more", {}), open);
  if (!open.asked || !plain || !reading.no) return undefined;
  const { question } = turn.state;
  return question === undefined || isIdle(question) ? ask(turn, "anything") : close(turn, open);
}

/** Nothing but yes, no and courtesies is said. */
function isPlain({ acts, slots, choice }: Reading): boolean {
  return choice === undefined && Object.keys(slots).length === 0 && acts.every((name) => name === "thanks");
}

/** A list's own question is put in short; whatever else was open is put again by the caller. */
function close(turn: Turn, { of }: Listing): Turn {
  return turn.state.question === of ? ask(turn, of as Question) : turn;
}

function nextPart(turn: Turn, { of, part }: Listing): Turn | undefined {
  const subject = subjectOf(of);
  if (subject === undefined)
    return turn.state.question === of ? ask(turn, of as Question, part + 1) : undefined;
  const list: AboutList | undefined = subject === KINDS ? kindsList(turn) : aboutList(turn, subject);
  return list && tellList(turn, subject, list, part + 1);
}
