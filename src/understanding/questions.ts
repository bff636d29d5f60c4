import { LANGUAGES } from "../domain/language.ts";
import { type HotelQuestion, TRANSACTIONS } from "../domain/question.ts";
import { HotelbotError } from "../errors.ts";
import type { Phrase } from "./model.ts";
import type { Keywords } from "./prior.ts";
import { expandTemplate } from "./templates.ts";

export interface HotelKnowledge {
  /** More phrases of intents that ship. */
  readonly phrases: readonly Phrase[];
  /** Phrases of the hotel's own labels; one that stands under several ids is there for each. */
  readonly own: readonly Phrase[];
  readonly labels: readonly string[];
  readonly keywords: Keywords;
}

/**
 * The hotel's questions as phrases to learn. Throws CONFIG_INVALID when one carries a transaction's name or extends
 * one. `shipped` are the intents that come with the product.
 */
export function hotelKnowledge(
  questions: readonly HotelQuestion[],
  shipped: ReadonlySet<string>,
): HotelKnowledge {
  const keywords = new Map<string, readonly string[]>();
  const all: Phrase[] = [];
  const extended = new Set<string>();
  for (const question of questions) {
    const label = question.extends ?? question.id;
    if (TRANSACTIONS.has(label) || TRANSACTIONS.has(question.id)) {
      throw invalid(`faq «${question.id}» would stand in for «${label}», which acts on bookings or people`);
    }
    if (question.extends && !shipped.has(question.extends)) {
      throw invalid(`faq «${question.id}» extends «${question.extends}», which does not exist`);
    }
    if (question.extends) extended.add(label);
    if (question.keywords?.length)
      keywords.set(label, [...(keywords.get(label) ?? []), ...question.keywords]);
    for (const language of LANGUAGES) {
      for (const text of (question.phrases[language] ?? []).flatMap(expandTemplate)) {
        all.push({ language, text, labels: [label], line: `hotel:${text}` });
      }
    }
  }
  // Phrases under several ids: the hotel brings a system of its own, whole, whatever its names remind of.
  const whole = severalIds(all);
  const ships = (label: string): boolean => extended.has(label) || (shipped.has(label) && !whole);
  return {
    phrases: all.filter(({ labels }) => labels.every(ships)),
    own: all.filter(({ labels }) => !labels.every(ships)),
    labels: [...new Set(questions.map((each) => each.extends ?? each.id))].filter((label) => !ships(label)),
    keywords,
  };
}

const invalid = (what: string): HotelbotError =>
  new HotelbotError("CONFIG_INVALID", { path: "hotel.yaml", line: 1, what });

/** True when a phrase of the hotel's stands under more than one id. */
export function severalIds(phrases: readonly Phrase[]): boolean {
  const ids = new Map<string, string>();
  return phrases.some(({ line, labels: [label = ""] }) => {
    const before = ids.get(line);
    ids.set(line, label);
    return before !== undefined && before !== label;
  });
}
