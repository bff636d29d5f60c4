import { whenAnswered } from "../hours.ts";
import { isIdle } from "../idle.ts";
import { ownAnswer } from "../own-answers.ts";
import { ask } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { handOver, tellDesk } from "../summary.ts";
import { forget, patch, releaseHold, say, sayWords, type Turn } from "../turn.ts";
import { both, forEar } from "../words.ts";
import { whileBooking } from "./booking.ts";
import { freeChange, whileChanging } from "./existing-state.ts";
import { isKnownSubject } from "./faq.ts";
import type { Flow } from "./flow.ts";
import { tellLanguages } from "./languages.ts";

/** One clarifying question offers two readings at most. */
const MOST_READINGS = 2;

/** The safety text is fixed and the desk is told every time, whoever has the conversation. */
export const emergency: Flow = (turn, { text }) => {
  if (turn.state.mode === "person") return tellDesk(turn, "emergency", text);
  const own = ownAnswer(turn, "emergency");
  const safe = own ? sayWords(turn, both(own, forEar(own))) : say(turn, "emergency", {});
  return handOver(safe, "emergency", text);
};

export const person: Flow = (turn, { text }) => {
  return handOver(say(turn, "person.asked", { when: whenAnswered(turn) }), "asked", text);
};

export const complaint: Flow = (turn, { text }) => {
  const noted = patch(turn, { complained: true });
  return handOver(say(noted, "person.complaint", { when: whenAnswered(turn) }), "complaint", text);
};

/** Drops the draft and gives the room back. A booking that is being written cannot be taken back here. */
export const restart: Flow = (turn) => {
  if (turn.state.step === "booking") return whileBooking(turn);
  if (turn.state.step === "changing") return whileChanging(turn);
  return ask(say(dropDraft(turn), "restarted", {}), "anything");
};

/** The guest does not want to book after all. */
export function drop(turn: Turn): Turn {
  if (turn.state.step === "booking") return whileBooking(turn);
  if (turn.state.step === "changing") return whileChanging(turn);
  const { booking } = turn.state;
  const said = say(dropDraft(turn), "dropped", {});
  return booking ? say(said, "still_booked", { code: booking.code }) : said;
}

/** Forgets the draft and gives its room back. */
export function dropDraft(turn: Turn): Turn {
  const freed = forget(releaseHold(freeChange(turn)), "draft", "existing", "question", "asked", "clarify");
  return patch(freed, { step: turn.state.booking ? "done" : "idle", misses: 0 });
}

/**
 * Nothing in the message could be used. Who wrote in another language is told once which ones we speak. Else first: one question between the likeliest readings if there are any, else what
 * we can do. The second time in a row a person is fetched.
 */
export function cannotHandle(turn: Turn, reading: Reading): Turn {
  // «Do you speak English?»: the answer is in English.
  if (turn.state.language !== turn.input.state.language && turn.input.state.greeted) {
    return say(patch(turn, { misses: 0 }), "language_switched", {});
  }
  const told = tellLanguages(turn);
  if (told) return told;
  const misses = turn.state.misses + 1;
  if (misses >= 2) {
    const said = say(turn, "person.not_understood", { when: whenAnswered(turn) });
    return handOver(said, "not_understood", reading.text);
  }
  const missed = patch(turn, { misses });
  const likely = reading.asks
    .filter((name) => READABLE.has(name) || isKnownSubject(turn, name))
    .slice(0, MOST_READINGS);
  if (likely.length > 0 && turn.state.question === undefined) {
    return ask(patch(missed, { clarify: likely }), "clarify");
  }
  const open = turn.state.question !== undefined && !isIdle(turn.state.question);
  return open ? say(missed, "not_understood_open", {}) : ask(say(missed, "not_understood", {}), "menu");
}

const READABLE: ReadonlySet<string> = new Set([
  "availability",
  "price",
  "book",
  "lookup_booking",
  "modify_booking",
  "cancel_booking",
]);
