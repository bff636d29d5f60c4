import { inSeason } from "../domain/question.ts";
import type { Turn } from "./turn.ts";

/** The hotel's own answer about a subject today: the season's before the usual one. */
export function ownAnswer(turn: Turn, subject: string): string | undefined {
  const { hotel, now } = turn.input;
  const seasonal = hotel.seasonalFaq?.find(
    (each) => each.subject === subject && inSeason(each.when, now.date),
  );
  return (seasonal?.answer ?? own(hotel.faq, subject))?.[turn.state.language];
}

/** True for a subject of which hotel.yaml speaks, whether or not it has an answer today. */
export function isOwnSubject(turn: Turn, subject: string): boolean {
  const { faq, seasonalFaq, questions } = turn.input.hotel;
  return (
    Object.hasOwn(faq, subject) ||
    (questions ?? []).includes(subject) ||
    (seasonalFaq ?? []).some((each) => each.subject === subject)
  );
}

/** True for a subject that ships and is turned off, unless the hotel teaches it in its own words. */
export function isOff(turn: Turn, subject: string): boolean {
  return (turn.input.hotel.off ?? []).includes(subject) && !isOwnSubject(turn, subject);
}

const own = <T>(answers: Readonly<Record<string, T>>, subject: string): T | undefined =>
  Object.hasOwn(answers, subject) ? answers[subject] : undefined;
