import type { ConversationEvent, Draft } from "./contract.ts";
import { dateWords, draftWords } from "./facts.ts";
import { advance } from "./flows/advance.ts";
import { answerQuestion } from "./flows/answers.ts";
import { whileBooking } from "./flows/booking.ts";
import { existing } from "./flows/existing.ts";
import { answer, isKnownSubject } from "./flows/faq.ts";
import { offered } from "./flows/offer.ts";
import { cannotHandle, complaint, emergency, person, restart } from "./flows/repair.ts";
import { email, phone } from "./format.ts";
import { isExistingIntent, isStayIntent, isSubject } from "./intents.ts";
import { ask, optionsOf } from "./questions.ts";
import { type Reading, readGuest } from "./reading.ts";
import { type Change, changedAnything, readSlots } from "./slots.ts";
import { draftOf, forget, patch, patchDraft, releaseHold, say, type Turn, words } from "./turn.ts";
import { both, joinWords } from "./words.ts";

type GuestEvent = Extract<ConversationEvent, { kind: "guest" }>;

/** A guest's turn while the bot answers: repair first, then the open question, then subjects, then the booking. */
export function guestTurn(turn: Turn, event: GuestEvent): Turn {
  const typed = event.buttonId ?? typedButton(turn, event.understood.text);
  const read = readGuest(typed === undefined ? event : { ...event, buttonId: typed }, turn.state);
  const { turn: settled, reading } = clarified(speak(turn, event), read);
  const handled = repair(settled, reading) ?? understoodTurn(settled, reading);
  return handled ?? cannotHandle(greet(settled), reading);
}

/** Who types or says what a button says has pressed it: not every channel shows buttons. */
function typedButton(turn: Turn, text: string): string | undefined {
  const { question, questions } = turn.state;
  if (question === undefined) return undefined;
  const said = bareWords(text);
  const option = optionsOf(turn, question).find((each) => bareWords(each.title) === said);
  return option && `${option.action}#${questions}`;
}

/** Lower case without accents and punctuation. */
function bareWords(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** The conversation follows the guest into another language once that is sure and the hotel speaks it. */
function speak(turn: Turn, event: GuestEvent): Turn {
  const { language, languageSure } = event.understood;
  const spoken = languageSure && turn.input.hotel.languages.includes(language);
  return spoken && event.buttonId === undefined ? patch(turn, { language }) : turn;
}

/** «¿Quieres decir A o B?» is settled by a yes or a choice; anything else leaves it behind. */
function clarified(turn: Turn, reading: Reading): { turn: Turn; reading: Reading } {
  const { question, clarify = [] } = turn.state;
  if (question !== "clarify" || reading.tap?.stale) return { turn, reading };
  const closed = forget(turn, "clarify", "question", "asked");
  const only = clarify.length === 1;
  const meant = clarify[(reading.choice ?? (reading.yes && only ? 1 : 0)) - 1];
  if (meant) return { turn: closed, reading: { ...reading, acts: [meant], yes: false } };
  return { turn: closed, reading: reading.no ? { ...reading, acts: ["help"], no: false } : reading };
}

/** Says once who is answering. */
export function greet(turn: Turn): Turn {
  if (turn.state.greeted) return turn;
  return patch(say(turn, "hello", { hotel: turn.input.hotel.name }), { greeted: true });
}

function repair(turn: Turn, reading: Reading): Turn | undefined {
  const { acts, text } = reading;
  if (acts.includes("emergency") || reading.asks[0] === "emergency") return emergency(turn, text);
  if (reading.tap?.stale) return staleTap(turn);
  if (acts.includes("person")) return person(greet(turn), text);
  if (acts.includes("complaint")) return complaint(greet(turn), text);
  return acts.includes("restart") ? restart(greet(turn)) : undefined;
}

/** A button from an earlier question does nothing; the guest is told where things stand. */
function staleTap(turn: Turn): Turn {
  if (turn.state.step === "booking") return whileBooking(turn);
  const { booking, question } = turn.state;
  const said = say(turn, "stale_button", {});
  if (question !== undefined) return said;
  return booking ? say(said, "book.already", { code: booking.code }) : ask(said, "anything");
}

/** Everything the message says, answered in one go; undefined when nothing in it could be used. */
function understoodTurn(turn: Turn, reading: Reading): Turn | undefined {
  const subjects = reading.acts.filter((name) => isSubject(name) && isKnownSubject(turn, name));
  const about = reading.acts.find(isExistingIntent);
  const wantsStay = reading.acts.some(isStayIntent);
  const social = reading.acts.filter((name) => SOCIAL.has(name));
  const greeted = greet(turn);
  const informed = subjects.reduce((each, subject) => answer(each, subject, reading.text), greeted);
  if (turn.state.step === "booking")
    return closeMisses(subjects.length > 0 ? informed : whileBooking(greeted));
  const moved = about ? undefined : moveOn(informed, reading, wantsStay, subjects.length > 0);
  if (moved) return closeMisses(moved);
  if (about) return closeMisses(existing(informed, about, reading.text));
  if (subjects.length > 0) return closeMisses(informed);
  if (social.length > 0) return closeMisses(small(greeted, social));
  return reading.yes || reading.no ? closeMisses(small(greeted, [nod(turn)])) : undefined;
}

/** What a yes or no to nothing in particular is: an «ok» at the end, or the very first word. */
function nod(turn: Turn): string {
  if (turn.state.question !== undefined) return "nod";
  return turn.state.greeted ? "thanks" : "greeting";
}

const SOCIAL: ReadonlySet<string> = new Set(["greeting", "thanks", "goodbye", "help"]);

function closeMisses(turn: Turn): Turn {
  return patch(turn, { misses: 0 });
}

/** Moves the booking: slots first (a correction wins over a yes), then the answer to the open question. */
function moveOn(turn: Turn, reading: Reading, wantsStay: boolean, informed: boolean): Turn | undefined {
  const { state } = turn;
  const ours = wantsStay || state.question !== undefined || (state.draft !== undefined && !informed);
  const change = readSlots(draftOf(turn), relevant(reading, informed && !wantsStay, turn), state.question);
  const touches = changedAnything(change) && (ours || change.stay || change.party);
  if (touches) return changed(turn, change, reading, wantsStay);
  const answered = answerQuestion(turn, reading);
  if (answered) return answered;
  const goesOn = wantsStay || (reading.yes && state.draft !== undefined && state.question === undefined);
  return goesOn ? advance(open(turn, reading)) : undefined;
}

/** A date or a number in a question about breakfast is not about the stay, unless the stay was asked about. */
function relevant(reading: Reading, onlyInforming: boolean, turn: Turn): Reading["slots"] {
  const stayAsked = ["stay", "arrival", "departure", "which_date", "party"].includes(
    turn.state.question ?? "",
  );
  if (!onlyInforming || stayAsked) return reading.slots;
  const { name, email: mail, phone: number } = reading.slots;
  return {
    ...(name ? { name } : {}),
    ...(mail ? { email: mail } : {}),
    ...(number ? { phone: number } : {}),
  };
}

/** Opens a draft if there is none: a new one gets a number of its own and what we know of the guest already. */
function open(turn: Turn, reading: Reading): Turn {
  const books = reading.acts.includes("book");
  if (turn.state.draft) return books ? patchDraft(turn, { enquiry: false }) : turn;
  const guest = turn.state.booking?.guest ?? {};
  const draft: Draft = { rooms: 1, ...guest, ...(books ? {} : { enquiry: true }) };
  return patch(turn, { draft, drafts: turn.state.drafts + 1, step: "collecting" });
}

function changed(turn: Turn, change: Change, reading: Reading, wantsStay: boolean): Turn {
  const opened = open(turn, reading);
  const known = opened.state.draft;
  const merged = { ...known, ...change.draft };
  const wantsIt = change.contact.length > 0 && !turn.state.draft;
  const draft = wantsIt ? { ...merged, enquiry: false } : merged;
  const next = stale(patch(opened, { draft }), change);
  const heard = reading.spoken ? sayHeard(next, change) : next;
  if (change.unusable) return ask(say(heard, `stay.${change.unusable}`, {}), "stay");
  const answered = change.stay || change.party || wantsStay ? undefined : answerOther(heard, reading, change);
  return answered ?? advance(heard);
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
function stale(turn: Turn, change: Change): Turn {
  const { quote, roomType } = draftOf(turn);
  const shown = quote ? [quote] : offered(turn);
  const otherRoom = change.room && shown.length > 0 && !shown.some((each) => each.roomType === roomType);
  if (!change.stay && !change.party && !otherRoom) return turn;
  const dropped = patchDraft(releaseHold(turn), {}, "quote", "offered", "lapsed");
  return change.stay ? patchDraft(dropped, {}, "another") : dropped;
}

/** What was heard by voice is said back, so that a wrong ear is noticed at once. */
function sayHeard(turn: Turn, change: Change): Turn {
  const draft = draftOf(turn);
  const { language } = turn.state;
  const parts = change.contact.map((key) => {
    const value = draft[key] ?? "";
    if (key === "name") return words(turn, "fact.name", { name: value });
    if (key === "email") return words(turn, "fact.email", { email: email(value, language) });
    return words(turn, "fact.phone", { phone: phone(value) });
  });
  const stay = change.stay || change.party ? draftWords(turn, draft) : both("");
  const facts = joinWords([stay, ...parts], ", ");
  return facts.text === "" ? turn : say(turn, "heard.read_back", { facts });
}

function small(turn: Turn, social: readonly string[]): Turn {
  const { booking, question } = turn.state;
  const busy = question !== undefined && question !== "anything";
  if (busy) return social.includes("thanks") ? say(turn, "thanks", {}) : turn;
  const closed = forget(turn, "question", "asked");
  if (social.includes("help")) return say(closed, "help", {});
  if (social.includes("goodbye")) return say(closed, "goodbye", {});
  if (social.includes("thanks")) {
    return booking
      ? say(closed, "thanks_booked", { arrival: dateWords(turn, booking.stay.arrival) })
      : say(closed, "thanks", {});
  }
  return ask(turn, "anything");
}
