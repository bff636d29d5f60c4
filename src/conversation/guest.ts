import { rowsOf } from "../domain/list.ts";
import type { ConversationEvent, Question } from "./contract.ts";
import { advance } from "./flows/advance.ts";
import { answerQuestion } from "./flows/answers.ts";
import { whileBooking } from "./flows/booking.ts";
import { changed, openDraft } from "./flows/changes.ts";
import { answerErrand, waitsForPms } from "./flows/errands.ts";
import { answerExisting } from "./flows/existing-answers.ts";
import { isExistingQuestion, whileChanging } from "./flows/existing-state.ts";
import { goOn } from "./flows/go-on.ts";
import { tellMissing } from "./flows/missing-kind.ts";
import { quoteWords } from "./flows/offer.ts";
import { cannotHandle } from "./flows/repair.ts";
import { addsExtra, resumed } from "./flows/requests.ts";
import { arrive } from "./flows/resume.ts";
import { answerReview } from "./flows/review.ts";
import { smallTalk } from "./flows/small-talk.ts";
import { aboutExisting, courtesy, type Handled, subjects, urgent } from "./flows/table.ts";
import { isIdle } from "./idle.ts";
import { isStayIntent } from "./intents.ts";
import { plainWords } from "./plain-words.ts";
import { ask, choicesOf, optionsOf } from "./questions.ts";
import { type Reading, readGuest } from "./reading.ts";
import { changedAnything, readSlots } from "./slots.ts";
import { draftOf, forget, patch, say, sayWords, type Turn } from "./turn.ts";

type GuestEvent = Extract<ConversationEvent, { kind: "guest" }>;

/** A guest's turn while the bot answers: repair first, then the open question, then subjects, then the booking. */
export function guestTurn(turn: Turn, event: GuestEvent): Turn {
  const typed = event.buttonId ?? typedButton(turn, event.understood.text);
  const read = readGuest(typed === undefined ? event : { ...event, buttonId: typed }, turn.state);
  const { turn: settled, reading: heard } = clarified(forget(speak(arrive(turn), event), "listing"), read);
  const open = turn.state.listing;
  // A yes to «¿Sigo?» is none to the question before it.
  const reading = open?.asked ? { ...heard, yes: false, no: false } : heard;
  const handled =
    resumed(settled, reading) ??
    repair(settled, reading) ??
    done(
      goOn(settled, heard, open) ??
        answerErrand(settled, reading) ??
        answerReview(settled, reading) ??
        answerExisting(settled, reading),
    ) ??
    understoodTurn(settled, reading);
  return handled ?? cannotHandle(greet(settled), reading);
}

/** Who types or says what a button says has pressed it: not every channel shows buttons. */
function typedButton(turn: Turn, text: string): string | undefined {
  const { question, questions } = turn.state;
  if (question === undefined) return undefined;
  const said = plainWords(text).join(" ");
  const option = optionsOf(turn, question).find((each) => plainWords(each.title).join(" ") === said);
  return option ? `${option.action}#${questions}` : numberedRow(turn, question, text);
}

/** The number a choice of an open list has where it is written out. */
function numberedRow(turn: Turn, question: Question, text: string): string | undefined {
  const number = Number(/^\W*(\d{1,2})\W*$/u.exec(text)?.[1] ?? 0);
  const { list } = choicesOf(turn, question);
  return list?.elsewhere === "numbers" ? rowsOf(list)[number - 1]?.id : undefined;
}

/** The conversation follows the guest into another language once that is sure and the hotel speaks it. */
function speak(turn: Turn, event: GuestEvent): Turn {
  const { language, languageSure } = event.understood;
  const spoken = languageSure && turn.input.hotel.languages.includes(language);
  return spoken && event.buttonId === undefined ? patch(turn, { language }) : turn;
}

/** Something was made of the message. */
function done(turn: Turn | undefined): Turn | undefined {
  return turn && closeMisses(turn);
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
  const likely = reading.asks[0] === "emergency" ? ["emergency"] : [];
  const found = urgent([...reading.acts, ...likely]);
  if (reading.tap?.stale && found?.[0] !== "emergency") return staleTap(turn);
  if (!found) return undefined;
  const [intent, flow] = found;
  return flow(intent === "emergency" ? turn : greet(turn), reading, intent);
}

/** A button from an earlier question does nothing; the guest is told where things stand. */
function staleTap(turn: Turn): Turn {
  if (turn.state.step === "booking") return whileBooking(turn);
  if (turn.state.step === "changing") return whileChanging(turn);
  const { booking, question } = turn.state;
  const said = say(turn, "stale_button", {});
  if (question !== undefined) return said;
  return booking ? say(said, "book.already", { code: booking.code }) : ask(said, "anything");
}

/** Everything the message says, answered in one go; undefined when nothing in it could be used. */
function understoodTurn(turn: Turn, reading: Reading): Turn | undefined {
  const { acts } = reading;
  const run = (on: Turn, [intent, flow]: Handled): Turn => flow(on, reading, intent);
  const greeted = greet(turn);
  const asked = subjects(turn, reading);
  const told = tellMissing(greeted, reading);
  const informed = asked.reduce(run, told);
  // The PMS is asked one thing a turn: what else was said of a stay waits until it has answered.
  if (waitsForPms(informed)) return closeMisses(informed);
  if (turn.state.step === "booking") return closeMisses(asked.length > 0 ? informed : whileBooking(told));
  if (turn.state.step === "changing") return closeMisses(asked.length > 0 ? informed : whileChanging(told));
  const about = addsExtra(reading) ? undefined : aboutExisting(acts);
  // «cambiar la fecha al 5» while a draft is open corrects the draft.
  const corrects = about?.[0] === "modify_booking" && turn.state.draft !== undefined;
  const moved = about && !corrects ? undefined : moveOn(informed, reading, asked.length > 0);
  if (moved) return closeMisses(moved);
  if (about) return closeMisses(run(informed, about));
  if (asked.length > 0) return closeMisses(informed);
  const polite = courtesy(acts) ?? (reading.yes || reading.no ? nod(turn) : undefined);
  return polite && closeMisses(run(greeted, polite));
}

/** What a yes or no to nothing in particular is: an «ok» at the end, or the very first word. */
function nod(turn: Turn): Handled {
  if (turn.state.question !== undefined) return ["nod", smallTalk];
  return [turn.state.greeted ? "thanks" : "greeting", smallTalk];
}

function closeMisses(turn: Turn): Turn {
  return patch(turn, { misses: 0 });
}

/** Moves the booking: slots first (a correction wins over a yes), then the answer to the open question. */
function moveOn(turn: Turn, reading: Reading, informed: boolean): Turn | undefined {
  const { state } = turn;
  const lacks = reading.slots.missingKind !== undefined;
  // «En semana santa» names no day yet, but speaks of a stay.
  const speaksOfStay = reading.acts.some(isStayIntent) || reading.slots.stay?.within !== undefined;
  // What is said to a question about a booking that exists is not about a new one.
  if (isExistingQuestion(state.question) && !speaksOfStay) return lacks ? turn : undefined;
  // Who asks for a triple wants a room, and has just been told which ones there are.
  const wantsStay = speaksOfStay || (lacks && !informed);
  const ours = wantsStay || state.question !== undefined || (state.draft !== undefined && !informed);
  const change = readSlots(draftOf(turn), relevant(reading, informed && !wantsStay, turn), state.question);
  const touches = changedAnything(change) && (ours || change.stay || change.party);
  if (touches) return changed(turn, change, reading, wantsStay);
  const answered = answerQuestion(turn, reading);
  if (answered) return answered;
  const goesOn = wantsStay || (reading.yes && state.draft !== undefined && state.question === undefined);
  if (!goesOn) {
    if (!saysKnown(turn, reading)) return undefined;
    // With nothing to be asked again, what is known is gone on with.
    return turn.state.question === undefined || isIdle(turn.state.question) ? advance(turn) : turn;
  }
  const moved = advance(openDraft(turn, reading));
  return reading.acts.includes("price") ? withPrice(turn, moved) : moved;
}

/** «six adults», said again: nothing new, and no misunderstanding either. */
function saysKnown(turn: Turn, { slots }: Reading): boolean {
  const { stay, adults, children, rooms, roomType } = slots;
  const said = [stay?.arrival, stay?.departure, adults, children, rooms, roomType];
  return turn.state.draft !== undefined && said.some((value) => value !== undefined);
}

/** «¿cuánto era?» in the middle of something: the price of the room that is held, then the open question. */
function withPrice(before: Turn, after: Turn): Turn {
  const { quote } = draftOf(before);
  const saysIt = after.requests.length > before.requests.length || PRICED.has(after.state.question ?? "");
  if (!quote || saysIt) return after;
  const told = sayWords(before, quoteWords(before, quote));
  return { ...after, replies: [...told.replies, ...after.replies.slice(before.replies.length)] };
}

/** Questions that name the price themselves. */
const PRICED: ReadonlySet<string> = new Set(["offer", "confirm"]);

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
