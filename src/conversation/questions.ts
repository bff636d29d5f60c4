import type { ListElsewhere } from "../domain/list.ts";
import type { Asked } from "../domain/understood.ts";
import { type Choices, choicesFor, type Option } from "./choices.ts";
import type { ConversationState, Question } from "./contract.ts";
import { dateWords } from "./facts.ts";
import { whenWords } from "./flows/errand-end.ts";
import { isExistingQuestion } from "./flows/existing-state.ts";
import { existingOptions, existingQuestionWords } from "./flows/existing-words.ts";
import { offerButtons, offerWords } from "./flows/offer.ts";
import { readBackWords } from "./flows/read-back.ts";
import { amount, phone, trimHour } from "./format.ts";
import { departureOptions, hourOptions, menuOptions, ratingOptions } from "./list-options.ts";
import { listed, listedBefore, wasRead } from "./listing.ts";
import type { PlainKey } from "./phrase-keys.ts";
import { topicWords } from "./topics.ts";
import { draftOf, patch, sayWords, type Turn, words } from "./turn.ts";
import { uncapital, type Words } from "./words.ts";

/** What each question tells understanding to read first, and where the conversation then stands. */
const QUESTIONS: Readonly<Record<Question, readonly [Asked, ConversationState["step"]]>> = {
  stay: ["stay", "collecting"],
  arrival: ["arrival", "collecting"],
  departure: ["departure", "collecting"],
  which_date: ["arrival", "collecting"],
  party: ["party", "collecting"],
  offer: ["choice", "choosing"],
  name: ["name", "guest_data"],
  surname: ["name", "guest_data"],
  email: ["email", "guest_data"],
  phone: ["phone", "guest_data"],
  phone_hint: ["phone", "guest_data"],
  confirm: ["confirm", "confirming"],
  change: ["anything", "collecting"],
  duplicate: ["anything", "collecting"],
  retry: ["anything", "collecting"],
  clarify: ["anything", "collecting"],
  errand_room: ["anything", "idle"],
  errand_time: ["anything", "idle"],
  errand_words: ["anything", "idle"],
  errand_confirm: ["confirm", "idle"],
  rating: ["choice", "idle"],
  rating_why: ["anything", "idle"],
  which_booking: ["choice", "idle"],
  identify: ["anything", "idle"],
  booking_surname: ["name", "idle"],
  modify_what: ["anything", "idle"],
  modify_dates: ["stay", "idle"],
  modify_party: ["party", "idle"],
  modify_room: ["choice", "idle"],
  confirm_change: ["confirm", "idle"],
  confirm_cancel: ["confirm", "idle"],
  existing_retry: ["anything", "idle"],
  menu: ["anything", "idle"],
  anything: ["anything", "idle"],
};

/** A question whose list was read out before. */
const SHORT: Readonly<Partial<Record<Question, PlainKey>>> = {
  offer: "offer.many_question",
  which_booking: "ask.which_booking",
  modify_room: "ask.modify_room",
};

/** Puts a question: from now on it is the open one. `part` of a list that is read out on a call. */
export function ask(turn: Turn, question: Question, part?: number): Turn {
  const [asked, step] = QUESTIONS[question];
  const questions = turn.state.questions + 1;
  const keepStep = question === "clarify" || step === "idle";
  const put = patch(turn, { asked, question, questions, ...(keepStep ? {} : { step }) });
  const short = part === undefined && wasRead(put, question) ? SHORT[question] : undefined;
  const next = short ? listedBefore(put) : listed(put, question, part);
  const said = short ? words(next, short, {}) : questionWords(next, question);
  return { ...sayWords(next, said, choicesOf(next, question)), asked: true };
}

/** The buttons or the list of the question that is open now. */
export function choicesOf(turn: Turn, question: Question): Choices {
  const label = (LIST_LABELS[question] ?? "button.see_options") as PlainKey;
  return choicesFor(turn.state.questions, optionsOf(turn, question), {
    button: words(turn, label, {}).text,
    elsewhere: ELSEWHERE[question] ?? "told",
  });
}

/** What stands on the button that opens a list. */
const LIST_LABELS: Readonly<Partial<Record<Question, PlainKey>>> = {
  offer: "button.see_rooms",
  modify_room: "button.see_rooms",
  which_booking: "button.see_bookings",
  departure: "button.see_dates",
  errand_time: "button.see_hours",
  rating: "button.rate",
};

/** Lists whose text does not say the choices. */
const ELSEWHERE: Readonly<Partial<Record<Question, ListElsewhere>>> = {
  rating: "numbers",
  menu: "numbers",
  departure: "titles",
  errand_time: "titles",
};

/** Puts the open question once more, if there is one worth repeating. */
export function askAgain(turn: Turn): Turn {
  const { question } = turn.state;
  return question === undefined ? turn : ask(turn, question);
}

function questionWords(turn: Turn, question: Question): Words {
  const draft = draftOf(turn);
  if (isExistingQuestion(question)) return existingQuestionWords(turn, question);
  switch (question) {
    case "offer":
      return offerWords(turn);
    case "confirm":
      return readBackWords(turn);
    case "arrival":
      return draft.departure
        ? words(turn, "ask.arrival_knowing_departure", { departure: dateWords(turn, draft.departure) })
        : words(turn, "ask.arrival", {});
    case "departure":
      return words(turn, "ask.departure", { arrival: dateWords(turn, draft.arrival ?? turn.input.now.date) });
    case "which_date":
      return whichDateWords(turn);
    case "surname":
      return words(turn, "ask.surname", { name: draft.name ?? "" });
    case "email":
      return draft.name && draft.name !== turn.input.state.draft?.name
        ? words(turn, "ask.email_thanks", { name: firstName(draft.name) })
        : words(turn, "ask.email", {});
    case "phone_hint":
      return words(turn, "ask.phone_hint", { phone: phone(turn.input.contact.phone ?? "") });
    case "clarify":
      return clarifyWords(turn);
    case "errand_confirm":
      return confirmErrandWords(turn);
    case "anything":
      return words(turn, "anything", {});
    case "menu":
      return words(turn, "help", {});
    default:
      return words(turn, `ask.${question}` as PlainKey, {});
  }
}

function whichDateWords(turn: Turn): Words {
  const [first, second] = draftOf(turn).unsure?.candidates ?? [];
  const one = dateWords(turn, first ?? turn.input.now.date);
  if (!second) return words(turn, "ask.which_date_one", { first: one });
  return words(turn, "ask.which_date", { first: one, second: dateWords(turn, second) });
}

function clarifyWords(turn: Turn): Words {
  const [first = "help", second] = turn.state.clarify ?? [];
  const name = (topic: string): Words => uncapital(topicWords(turn, topic));
  if (!second) return words(turn, "which_intent_one", { first: name(first) });
  return words(turn, "which_intent", { first: name(first), second: name(second) });
}

/** What can be tapped in answer to a question; more than three are a list. */
export function optionsOf(turn: Turn, question: Question): readonly Option[] {
  const button = (action: string, key: PlainKey): Option => ({ action, title: words(turn, key, {}).text });
  const yesNo = [button("yes", "button.yes"), button("no", "button.no")];
  if (isExistingQuestion(question)) return existingOptions(turn, question);
  switch (question) {
    case "offer":
      return offerButtons(turn);
    case "which_date": {
      const candidates = draftOf(turn).unsure?.candidates ?? [];
      if (candidates.length < 2) return yesNo;
      return candidates.slice(0, 2).map((date, index) => ({
        action: `choice:${index + 1}`,
        title: dateWords(turn, date).text.replace(/^(\p{L}{3})[\p{L}-]*/u, "$1"),
      }));
    }
    case "confirm":
      return [button("yes", "button.confirm"), button("no", "button.change")];
    case "phone_hint":
      return [button("yes", "button.this_phone"), button("no", "button.other_phone")];
    case "change":
      return [
        button("change:dates", "button.change_dates"),
        button("change:room", "button.change_room"),
        button("drop", "button.drop"),
      ];
    case "errand_confirm":
      return yesNo;
    case "errand_time":
      return hourOptions(turn);
    case "departure":
      return departureOptions(turn);
    case "rating":
      return ratingOptions(turn);
    case "menu":
      return menuOptions(turn);
    case "duplicate":
      return [button("yes", "button.another"), button("no", "button.not_now")];
    case "retry":
      return [button("yes", "button.retry"), button("person", "button.person")];
    case "clarify": {
      const named = (turn.state.clarify ?? []).map((intent) => ({
        action: `intent:${intent}`,
        title: topicWords(turn, intent).text,
      }));
      return named.length > 1 ? named : yesNo;
    }
    default:
      return [];
  }
}

function firstName(name: string): string {
  return name.split(/\s+/)[0] ?? name;
}

/** A wake-up call, or what a late departure costs: read back before it is promised. */
function confirmErrandWords(turn: Turn): Words {
  const { errand } = turn.state;
  const time = trimHour(errand?.time ?? "");
  if (errand?.price) {
    return words(turn, "late.confirm", { time, price: amount(errand.price, turn.state.language) });
  }
  const when = whenWords(turn, errand?.date ?? turn.input.now.date, time);
  return errand?.room === undefined
    ? words(turn, "errand.confirm_wake", { when })
    : words(turn, "errand.confirm_wake_room", { when, room: errand.room });
}
