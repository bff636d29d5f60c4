import { rulesOf } from "../../domain/desk-rules.ts";
import { ask } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { tellDesk } from "../summary.ts";
import { forget, patch, request, say, type Turn } from "../turn.ts";
import type { Flow } from "./flow.ts";

/** From here on a review is asked to be public; below, the manager hears of it. */
const GOOD = 4;

/** An opinion is asked for as a number: nothing is guessed from words. */
export const review: Flow = (turn) => ask(turn, "rating");

/** The number from 1 to 5, and what was wrong when it was low. Undefined when the message is about something else. */
export function answerReview(turn: Turn, reading: Reading): Turn | undefined {
  const { question } = turn.state;
  if (reading.tap?.stale) return undefined;
  if (question === "rating_why") return why(turn, reading);
  if (question !== "rating") return undefined;
  const rating = ratingOf(reading);
  const { booking } = turn.state;
  if (rating === undefined) {
    return reading.no ? say(rated(forget(turn, "question", "asked")), "review.skipped", {}) : undefined;
  }
  if (rating >= GOOD) return praise(rated(turn));
  const errand = {
    kind: "review",
    words: reading.text,
    rating,
    alarm: `a guest rates the stay ${rating} of 5`,
    ...(booking ? { bookingCode: booking.code } : {}),
  } as const;
  return ask(request(say(rated(turn), "review.bad", {}), { kind: "errand", errand }), "rating_why");
}

/** Who gave an opinion of this stay is not asked again. */
function rated(turn: Turn): Turn {
  const { booking } = turn.state;
  return booking ? patch(turn, { rated: booking.code }) : turn;
}

function ratingOf({ text, choice, slots }: Reading): number | undefined {
  const alone = /^\W*([1-5])(?:\s*(?:\/|de|of|em|out of)\s*5)?\W*$/iu.exec(text)?.[1];
  const stars = /(?:^|\D)([1-5])\s*(?:estrellas?|stars?|estrelas?|puntos?|points?|pontos?)/iu.exec(text)?.[1];
  const said = alone ?? stars;
  const number = said === undefined ? (slots.number ?? choice) : Number(said);
  return number !== undefined && Number.isInteger(number) && number >= 1 && number <= 5 ? number : undefined;
}

function praise(turn: Turn): Turn {
  const { links } = rulesOf(turn.input.hotel).review;
  const closed = forget(turn, "question", "asked");
  return links.length === 0
    ? say(closed, "review.good", {})
    : say(closed, "review.good_links", { links: links.join("\n") });
}

function why(turn: Turn, reading: Reading): Turn | undefined {
  const closed = forget(turn, "question", "asked");
  if (reading.no) return say(closed, "review.skipped", {});
  if (reading.acts.length > 0) return undefined;
  return tellDesk(say(closed, "review.noted", {}), "request", reading.text);
}
