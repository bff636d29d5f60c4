import type { ErrandEvent } from "../contract-errands.ts";
import { dateWords } from "../facts.ts";
import { code, trimHour } from "../format.ts";
import { greetingAt } from "../greeting.ts";
import { isIdle } from "../idle.ts";
import { ask } from "../questions.ts";
import { topicWords } from "../topics.ts";
import { say, type Turn } from "../turn.ts";
import { uncapital } from "../words.ts";
import { onDecided } from "./deposits.ts";
import { onHoldLapsed } from "./lapse.ts";
import { onTurnover } from "./stay-wishes.ts";

/** What nobody said just now: moments of the schedule, and what the desk decided. */
export function onErrandEvent(turn: Turn, event: ErrandEvent): Turn {
  switch (event.kind) {
    case "turnover":
      return onTurnover(turn, event);
    case "reminder_due": {
      const { stay, code: known } = event.booking;
      return say(turn, "reminder", {
        hotel: turn.input.hotel.name,
        arrival: dateWords(turn, stay.arrival),
        time: trimHour(turn.input.hotel.checkInFrom),
        code: code(known),
      });
    }
    case "review_due": {
      const thanked = say(turn, "review.thanks", { hotel: turn.input.hotel.name });
      // Who is in the middle of something is not asked another thing.
      const { question } = turn.state;
      return question === undefined || question === "rating" || isIdle(question)
        ? ask(thanked, "rating")
        : thanked;
    }
    case "wake_up_due":
      return say(turn, "wake_up", {
        greeting: greetingAt(turn.input.phrases, turn.state.language, event.time),
        time: trimHour(event.time),
      });
    case "hold_lapsed":
      return onHoldLapsed(turn);
    case "deposit_decided":
      return onDecided(turn, event);
    case "errand_closed": {
      const topic = uncapital(topicWords(turn, event.errand));
      return event.outcome === "done"
        ? say(turn, "request.done", { topic })
        : say(turn, "request.cancelled", { topic });
    }
  }
}
