import { isMixed } from "../../domain/parts.ts";
import type { Question } from "../contract.ts";
import { partyOf, stayOf } from "../facts.ts";
import { isStayIntent } from "../intents.ts";
import { ask } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { settleDate } from "../slots.ts";
import { draftOf, forget, patch, patchDraft, releaseHold, say, type Turn } from "../turn.ts";
import { advance, requestQuote } from "./advance.ts";
import { confirm, tryAgain } from "./booking.ts";
import { isProposal, offered } from "./offer.ts";
import { choose } from "./prices.ts";
import { drop } from "./repair.ts";
import { unread, unreadHere } from "./unread.ts";

/**
 * What a yes, a no, a choice or a tap means to the open question. Answers undefined when it means nothing to it; slots
 * have been read before and are not looked at here.
 */
export function answerQuestion(turn: Turn, reading: Reading): Turn | undefined {
  const { question } = turn.state;
  if (reading.tap?.action === "drop") return drop(turn);
  return question === undefined ? undefined : (ANSWERS[question] ?? declined)(turn, reading);
}

/** A no to a question that needs an answer: said so, with the way out; the question is then put again. */
function declined(turn: Turn, reading: Reading): Turn | undefined {
  return reading.no ? say(turn, "ask.needed", {}) : undefined;
}

type Answer = (turn: Turn, reading: Reading) => Turn | undefined;

const ANSWERS: Readonly<Partial<Record<Question, Answer>>> = {
  offer: (turn, reading) => {
    const quotes = offered(turn);
    const byRoom = quotes.find((quote) => !isMixed(quote) && quote.roomType === reading.slots.roomType);
    const wants = reading.yes || reading.acts.includes("book");
    const first = quotes.length === 1 || isProposal(quotes);
    const pick = reading.choice ?? (wants && first ? 1 : undefined);
    const chosen = pick === undefined ? byRoom : quotes[pick - 1];
    if (chosen) return choose(turn, chosen);
    if (reading.yes || pick !== undefined) {
      return ask(say(turn, "offer.which", { count: quotes.length }), "offer");
    }
    return reading.no ? declineOffer(turn) : undefined;
  },
  which_date: (turn, reading) => {
    const candidates = draftOf(turn).unsure?.candidates ?? [];
    const pick = reading.choice ?? (reading.yes && candidates.length === 1 ? 1 : undefined);
    const chosen = pick === undefined ? undefined : candidates[pick - 1];
    if (chosen) return advance(patch(turn, { draft: settleDate(draftOf(turn), chosen) }));
    return reading.no ? ask(patchDraft(turn, {}, "unsure"), "stay") : undefined;
  },
  surname: (turn, reading) => (reading.no ? advance(patchDraft(turn, { oneName: true })) : undefined),
  // Addresses are hard to dictate to a machine: who speaks may do without.
  email: (turn, reading) => {
    const without = reading.tap?.action === "no_email" || (reading.no && reading.spoken);
    return without ? advance(patchDraft(turn, { noEmail: true })) : declined(turn, reading);
  },
  phone_hint: (turn, reading) => {
    const { phone } = turn.input.contact;
    if (reading.yes && phone) return advance(patchDraft(turn, { phone }));
    return reading.no ? advance(patchDraft(turn, { otherPhone: true })) : undefined;
  },
  confirm: (turn, reading) => {
    if (reading.yes) return (draftOf(turn).quote ? unreadHere(turn) : undefined) ?? confirm(turn);
    return reading.no ? ask(turn, "change") : undefined;
  },
  change: (turn, reading) => {
    if (reading.tap?.argument === "dates") return ask(turn, "stay");
    const other = reading.tap?.argument === "room" || reading.acts.some(isStayIntent);
    if (other && stayOf(draftOf(turn)) && partyOf(draftOf(turn))) return requestQuote(otherRoom(turn));
    if (reading.yes) return ask(turn, "change");
    return reading.no ? drop(turn) : undefined;
  },
  duplicate: (turn, reading) => {
    if (reading.yes) return advance(patchDraft(turn, { another: true }));
    return reading.no ? drop(turn) : undefined;
  },
  retry: (turn, reading) => {
    if (reading.yes || reading.tap?.action === "retry") return unread(turn) ?? tryAgain(turn);
    return reading.no ? declineOffer(turn) : undefined;
  },
  anything: (turn, reading) => {
    if (!reading.no && !reading.yes) return undefined;
    const closed = forget(turn, "question", "asked");
    return reading.no ? say(closed, "goodbye", {}) : say(closed, "help", {});
  },
};

/** The offer is not wanted: what is known is kept, and the guest says what to look for instead. */
function declineOffer(turn: Turn): Turn {
  const open = forget(turn, "question", "asked");
  return say(
    patch(patchDraft(open, { enquiry: true }, "offered", "quote"), { step: "collecting" }),
    "offer.no_thanks",
    {},
  );
}

function otherRoom(turn: Turn): Turn {
  return patchDraft(releaseHold(turn), { enquiry: true }, "quote", "roomType", "mix", "offered");
}
