import type { Draft } from "../contract.ts";
import { draftWords, isWished } from "../facts.ts";
import { email, phone } from "../format.ts";
import { ask } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Change } from "../slots.ts";
import {
  draftOf,
  patch,
  patchDraft,
  releaseHold,
  say,
  sayWords,
  type Turn,
  without,
  words,
} from "../turn.ts";
import { both, joinWords, type Words } from "../words.ts";
import { advance } from "./advance.ts";
import { answerQuestion } from "./answers.ts";
import { offered } from "./offer.ts";

/** Opens a draft if there is none: a new one gets a number of its own and what we know of the guest already. */
export function openDraft(turn: Turn, reading: Reading): Turn {
  const books = reading.acts.includes("book");
  if (turn.state.draft) return books ? patchDraft(turn, { enquiry: false }) : turn;
  const guest = turn.state.booking?.guest ?? {};
  const draft: Draft = { rooms: 1, ...guest, ...(books ? {} : { enquiry: true }) };
  return patch(turn, { draft, drafts: turn.state.drafts + 1, step: "collecting" });
}

/**
 * The message gave or corrected something: what was priced for the old facts is given back, what else the message
 * says answers the open question, and the booking goes on from there.
 */
export function changed(turn: Turn, change: Change, reading: Reading, wantsStay: boolean): Turn {
  const opened = openDraft(turn, reading);
  const known = opened.state.draft;
  const taken = (Object.keys(draftOf(turn)) as (keyof Draft)[]).filter((key) => !(key in change.draft));
  const merged = { ...without(known ?? change.draft, ...taken), ...change.draft };
  const wantsIt = change.contact.length > 0 && !turn.state.draft;
  const draft = wantsIt ? { ...merged, enquiry: false } : merged;
  const next = giveBack(patch(opened, { draft }), change);
  if (change.unusable) return ask(say(next, `stay.${change.unusable}`, {}), "stay");
  const answered = change.stay || change.party || wantsStay ? undefined : answerOther(next, reading, change);
  const moved = answered ?? advance(next);
  return noted(next, moved, change, reading.spoken, known);
}

/** «la segunda, a nombre de Ana Pérez»: the rest of the message may still answer the question. */
function answerOther(turn: Turn, reading: Reading, change: Change): Turn | undefined {
  const { question } = turn.state;
  if (question === "offer") return answerQuestion(turn, reading);
  return question === "phone_hint" && !change.contact.includes("phone")
    ? answerQuestion(turn, reading)
    : undefined;
}

/** What was priced or held for other dates, people or rooms is given back. */
function giveBack(turn: Turn, change: Change): Turn {
  const draft = draftOf(turn);
  const { quote } = draft;
  const shown = quote ? [quote] : offered(turn);
  const otherRoom = change.room && shown.length > 0 && !shown.some((each) => isWished(draft, each));
  if (!change.stay && !change.party && !otherRoom) return turn;
  const dropped = patchDraft(releaseHold(turn), {}, "quote", "offered", "lapsed");
  return change.stay ? patchDraft(dropped, {}, "another") : dropped;
}

/**
 * What was heard by voice is said back before the rest, so that a wrong ear is noticed at once; in writing only what
 * replaces something is. Neither when the rest says it anyway.
 */
function noted(before: Turn, after: Turn, change: Change, spoken: boolean, known: Draft | undefined): Turn {
  if (after.asked && after.state.question === "confirm") return after;
  const priced = after.requests.some((each) => each.kind === "quote");
  const replaced = change.contact.filter(
    (key) => known?.[key] !== undefined && before.state.question !== "surname",
  );
  const facts = factsNoted(before, spoken ? change.contact : replaced, spoken && !priced && timed(change));
  if (facts.text === "") return after;
  const told = sayWords(before, words(before, spoken ? "heard.read_back" : "heard.noted", { facts }));
  return { ...after, replies: [...told.replies, ...after.replies.slice(before.replies.length)] };
}

function timed(change: Change): boolean {
  return change.stay || change.party;
}

function factsNoted(turn: Turn, keys: Change["contact"], withStay: boolean): Words {
  const draft = draftOf(turn);
  const { language } = turn.state;
  const contact = keys.map((key) => {
    const value = draft[key] ?? "";
    if (key === "name") return words(turn, "fact.name", { name: value });
    if (key === "email") return words(turn, "fact.email", { email: email(value, language) });
    return words(turn, "fact.phone", { phone: phone(value) });
  });
  const stay = withStay ? draftWords(turn, draft) : both("");
  return joinWords([stay, ...contact], ", ");
}
