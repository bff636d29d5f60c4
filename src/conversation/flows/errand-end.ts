import type { Question } from "../contract.ts";
import type { Errand, OpenErrand } from "../contract-errands.ts";
import { dateWords } from "../facts.ts";
import { trimHour } from "../format.ts";
import { whenAnswered } from "../hours.ts";
import { isIdle } from "../idle.ts";
import { tellDesk } from "../summary.ts";
import { topicWords } from "../topics.ts";
import { forget, patch, request, say, type Turn, without, words } from "../turn.ts";
import { uncapital, type Words } from "../words.ts";

/** Questions a wish puts. */
export const ERRAND_QUESTIONS: ReadonlySet<Question> = new Set<Question>([
  "errand_room",
  "errand_time",
  "errand_words",
  "errand_confirm",
]);

/** «el martes 3 de marzo a las 7:00», with «hoy» and «mañana» where it is. */
export function whenWords(turn: Turn, date: string, time: string): Words {
  return words(turn, "errand.when", { date: dateWords(turn, date), time: trimHour(time) });
}

/** All is known that can be: the desk has it, and the guest is told so. */
export function finish(turn: Turn, errand: OpenErrand): Turn {
  const topic = uncapital(topicWords(turn, errand.kind));
  const said = say(turn, "request.passed", { topic, when: whenAnswered(turn) });
  return back(tellDesk(pass(said, errand), "request", errand.words), errand);
}

/** Makes the row. */
export function pass(turn: Turn, errand: OpenErrand): Turn {
  const row: Errand = without(errand, "asked", "before", "dayIsOurs", "finding", "booking");
  return request(forget(turn, "errand"), { kind: "errand", errand: row });
}

/** Where the conversation was before the wish came between. */
export function back(turn: Turn, { before }: OpenErrand): Turn {
  const closed = forget(turn, "question", "asked");
  const open =
    before !== undefined && !isIdle(before as Question) && !ERRAND_QUESTIONS.has(before as Question);
  return open ? patch(closed, { question: before as Question, asked: "anything" }) : closed;
}
