import { trimHour } from "../format.ts";
import { deskNow, whenAnswered } from "../hours.ts";
import { type AboutList, tellList } from "../listing.ts";
import { isOff, isOwnSubject, ownAnswer } from "../own-answers.ts";
import { listIn } from "../own-list.ts";
import { tellDesk } from "../summary.ts";
import { hasTopic, topicWords } from "../topics.ts";
import { say, sayWords, type Turn, words } from "../turn.ts";
import { both, capital, forEar, type Words } from "../words.ts";
import type { Flow } from "./flow.ts";

/** Answers one subject: the hotel's own words first, then its facts; what nobody told us goes to the desk, honestly. */
export const answer: Flow = (turn, reading, subject) => {
  const list = aboutList(turn, subject);
  if (list) return tellList(turn, subject, list);
  const own = ownAnswer(turn, subject);
  if (own) return sayWords(turn, both(own, forEar(own)));
  const fact = factWords(turn, subject);
  if (fact) return sayWords(turn, fact);
  const asked = say(turn, "faq.unknown", { topic: topicWords(turn, subject), when: whenAnswered(turn) });
  return tellDesk(asked, "question", reading.text);
};

/** True for a subject we can say something about, even if only that the desk is asked. */
export function isKnownSubject(turn: Turn, subject: string): boolean {
  return (hasTopic(subject) && !isOff(turn, subject)) || isOwnSubject(turn, subject);
}

/** An answer that is a list: the room types, and on a call what the hotel's own answer lists. */
export function aboutList(turn: Turn, subject: string): AboutList | undefined {
  const own = ownAnswer(turn, subject);
  if (own) return turn.input.contact.onCall ? listIn(own) : undefined;
  if (subject !== "room_types") return undefined;
  const { language } = turn.state;
  return {
    lines: turn.input.roomTypes.map((type) =>
      words(turn, "faq.room_line", {
        room: capital(both(type.name[language])),
        description: type.description[language],
      }),
    ),
    // A caller hears where one ends.
    between: ["\n", turn.input.contact.onCall ? "\n" : " "],
    head: (list) => words(turn, "faq.room_types", { list }),
  };
}

function factWords(turn: Turn, subject: string): Words | undefined {
  const { hotel } = turn.input;
  const { language } = turn.state;
  switch (subject) {
    case "check_in_time":
      return words(turn, "faq.check_in", { time: trimHour(hotel.checkInFrom) });
    case "check_out_time":
      return words(turn, "faq.check_out", { time: trimHour(hotel.checkOutUntil) });
    case "cancellation_policy":
      return words(turn, "faq.cancellation_policy", { policy: hotel.cancellationPolicy[language] });
    case "location":
      return words(turn, "faq.location", { address: hotel.address });
    case "contact":
      return words(turn, "faq.contact", { phone: hotel.phone, email: hotel.email });
    case "deposit":
      return hotel.depositPercent > 0
        ? words(turn, "faq.deposit", { percent: String(hotel.depositPercent) })
        : words(turn, "faq.no_deposit", {});
    case "opening_hours":
      return deskNow(hotel, "12:00") === "always"
        ? words(turn, "faq.opening_hours_always", {})
        : words(turn, "faq.opening_hours", {
            opens: trimHour(hotel.deskOpens),
            closes: trimHour(hotel.deskCloses),
          });
    default:
      return undefined;
  }
}
