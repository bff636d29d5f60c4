import { whenAnswered } from "../hours.ts";
import { ownAnswer } from "../own-answers.ts";
import { tellDesk } from "../summary.ts";
import { topicWords } from "../topics.ts";
import { forget, say, sayWords, type Turn } from "../turn.ts";
import { both, forEar, uncapital } from "../words.ts";
import type { Flow } from "./flow.ts";
import { dropDraft } from "./repair.ts";

/** Intents that want somebody to do something: the desk is always told, even where the hotel has an answer too. */
const REQUESTS: ReadonlySet<string> = new Set([
  "housekeeping",
  "maintenance",
  "wake_up_call",
  "lost_and_found",
  "taxi",
  "message_for_guest",
  "room_photos",
  "review",
]);

export function isRequest(intent: string): boolean {
  return REQUESTS.has(intent);
}

/** Passes a request on to the desk and goes on answering. */
export const passOn: Flow = (turn, reading, intent) => {
  const opened = opening(turn, intent);
  const topic = uncapital(topicWords(turn, intent));
  const said = say(opened, "request.passed", { topic, when: whenAnswered(turn) });
  return tellDesk(said, "request", reading.text);
};

function opening(turn: Turn, intent: string): Turn {
  const own = ownAnswer(turn, intent);
  if (own) return sayWords(turn, both(own, forEar(own)));
  if (intent === "maintenance") return say(turn, "request.sorry", {});
  return intent === "review" ? say(turn, "request.thanks", {}) : turn;
}

/** Money that was sent is never confirmed here: the desk looks at the proof. */
export const paymentProof: Flow = (turn) => say(turn, "request.payment_proof", {});

/** STOP: nothing more is asked, what was open is dropped, and the desk takes the guest off every list. */
export const stop: Flow = (turn, reading) => {
  const quiet = turn.state.step === "booking" ? turn : dropDraft(turn);
  return tellDesk(say(forget(quiet, "question", "asked"), "privacy.stopped", {}), "privacy", reading.text);
};

/** Erasing is done by people who can check who asks. */
export const eraseData: Flow = (turn, reading) =>
  tellDesk(say(turn, "privacy.erase", { when: whenAnswered(turn) }), "privacy", reading.text);
