import type { Localized } from "../domain/language.ts";
import { type HotelQuestion, type SeasonalAnswer, SUBJECTS, TRANSACTIONS } from "../domain/question.ts";
import type { KeyPath, Problem } from "./problems.ts";
import type { FaqEntry, HotelFile, LocalizedText } from "./schema.ts";

/** One entry of the faq, whichever way it is written, with where it stands. */
export interface Entry {
  readonly path: KeyPath;
  readonly id: string;
  readonly entry: FaqEntry;
}

/** What some subjects were called before; files that say so go on working. */
const FORMERLY: Readonly<Record<string, string>> = {
  late_check_out: "late_checkout",
  luggage: "luggage_storage",
  wake_up: "wake_up_call",
};
/** A subject by its name of today. */
export const subjectNamed = (id: string): string => (Object.hasOwn(FORMERLY, id) ? (FORMERLY[id] ?? id) : id);

/** The entries of a map by id, or of a list that says each one's `id` (or only what it `extends`). */
export function faqEntries({ faq }: Pick<HotelFile, "faq">): Entry[] {
  if (!Array.isArray(faq)) {
    return Object.entries(faq).map(([id, entry]) => ({ path: ["faq", id], id: subjectNamed(id), entry }));
  }
  return faq.map((entry, index) => ({
    path: ["faq", index],
    id: subjectNamed(entry.id ?? entry.extends ?? ""),
    entry,
  }));
}

/** The intent an entry speaks of. */
const subjectOf = ({ id, entry }: Entry): string => (entry.extends ? subjectNamed(entry.extends) : id);

/** The texts by language of an entry: under `answer`, or directly. */
export function answerOf({ entry }: Entry): LocalizedText | undefined {
  if (entry.answer) return entry.answer;
  const { es, en, pt } = entry;
  return es === undefined && en === undefined && pt === undefined ? undefined : { es, en, pt };
}

/** What no single value of the faq can be blamed for. */
export function checkFaq(file: HotelFile): Problem[] {
  const problems: Problem[] = [];
  const answered = new Set<string>();
  const named = new Set<string>();
  for (const each of faqEntries(file)) {
    const { path, id, entry } = each;
    const say = (what: string, ...keys: string[]): unknown =>
      problems.push({ path: [...path, ...keys], what });
    if (id === "") say("needs an id, or what it extends");
    if (entry.answer && (entry.es ?? entry.en ?? entry.pt) !== undefined)
      say("is given twice: directly and here", "answer");
    const answer = answerOf(each);
    if (!answer && !entry.phrases && !entry.keywords) say("has neither an answer nor phrases");
    if (named.has(id) && Array.isArray(file.faq) && entry.id) say(`«${id}» is used twice`, "id");
    named.add(id);
    if (TRANSACTIONS.has(id)) say("acts on bookings or people: no question may go by its name");
    if (entry.extends !== undefined && !SUBJECTS.includes(subjectOf(each)))
      say(
        TRANSACTIONS.has(entry.extends)
          ? `«${entry.extends}» acts on bookings or people: no question may stand in for it`
          : `«${entry.extends}» is none of the subjects hotelbot knows`,
        "extends",
      );
    if (answer && !entry.when) {
      const subject = subjectOf(each);
      if (answered.has(subject)) say(`answers «${subject}» a second time; say in «when» which holds when`);
      answered.add(subject);
    }
    const { when } = entry;
    if (when && when.from.length !== when.to.length)
      say("must be both days of every year or both whole dates", "when");
    else if (when && when.from.length > 5 && when.from > when.to) say("ends before it begins", "when");
  }
  return problems;
}

export interface Faq {
  readonly answers: Readonly<Record<string, Localized>>;
  readonly seasonal: readonly SeasonalAnswer[];
  readonly questions: readonly HotelQuestion[];
}

export function toFaq(file: HotelFile, all: (text: LocalizedText) => Localized): Faq {
  const answers: Record<string, Localized> = {};
  const seasonal: SeasonalAnswer[] = [];
  const questions: HotelQuestion[] = [];
  for (const each of faqEntries(file)) {
    const { id, entry } = each;
    const subject = subjectOf(each);
    const answer = answerOf(each);
    if (answer && entry.when) seasonal.push({ subject, when: entry.when, answer: all(answer) });
    else if (answer) answers[subject] = all(answer);
    if (!entry.phrases && !entry.keywords) continue;
    const { es, en, pt } = entry.phrases ?? {};
    questions.push({
      id,
      phrases: { ...(es && { es }), ...(en && { en }), ...(pt && { pt }) },
      ...(entry.keywords ? { keywords: entry.keywords } : {}),
      ...(entry.extends && subject !== id ? { extends: subject } : {}),
    });
  }
  return { answers, seasonal, questions };
}
