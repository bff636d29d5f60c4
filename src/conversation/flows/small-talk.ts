import { dateWords } from "../facts.ts";
import { clockTime } from "../format.ts";
import { isIdle } from "../idle.ts";
import { ask } from "../questions.ts";
import { draftOf, forget, isHeld, say, type Turn } from "../turn.ts";
import type { Flow } from "./flow.ts";
import { welcomeBack } from "./resume.ts";

/** Courtesies. An open question is put again afterwards, except at a goodbye: then the guest is let go. */
export const smallTalk: Flow = (turn, _reading, intent) => {
  const { question } = turn.state;
  if (intent === "goodbye") return farewell(turn);
  if (question !== undefined && !isIdle(question)) {
    if (intent === "greeting") return welcomeBack(turn);
    return intent === "thanks" ? say(turn, "thanks", {}) : turn;
  }
  const closed = forget(turn, "question", "asked");
  if (intent === "help") return ask(closed, "menu");
  return intent === "thanks" ? thanks(closed) : ask(turn, "anything");
};

function thanks(turn: Turn): Turn {
  const { booking } = turn.state;
  if (!booking) return say(turn, "thanks", {});
  return say(turn, "thanks_booked", { arrival: dateWords(turn, booking.stay.arrival) });
}

/** A held room is named, so that nobody leaves thinking it is booked. */
function farewell(turn: Turn): Turn {
  const closed = forget(turn, "question", "asked");
  const until = draftOf(turn).heldUntil;
  if (until === undefined || !isHeld(turn)) return say(closed, "goodbye", {});
  return say(closed, "goodbye_held", { until: clockTime(until, turn.input.hotel.timeZone) });
}
