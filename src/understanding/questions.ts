import { LANGUAGES } from "../domain/language.ts";
import { type HotelQuestion, TRANSACTIONS } from "../domain/question.ts";
import { HotelbotError } from "../errors.ts";
import type { Phrase } from "./model.ts";
import type { Keywords } from "./prior.ts";
import { expandTemplate } from "./templates.ts";

export interface HotelKnowledge {
  readonly phrases: readonly Phrase[];
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
  const phrases: Phrase[] = [];
  for (const question of questions) {
    const label = question.extends ?? question.id;
    if (TRANSACTIONS.has(label) || TRANSACTIONS.has(question.id)) {
      throw invalid(`faq «${question.id}» would stand in for «${label}», which acts on bookings or people`);
    }
    if (question.extends && !shipped.has(question.extends)) {
      throw invalid(`faq «${question.id}» extends «${question.extends}», which does not exist`);
    }
    if (question.keywords && question.keywords.length > 0 && !question.extends)
      keywords.set(label, question.keywords);
    for (const language of LANGUAGES) {
      for (const text of (question.phrases[language] ?? []).flatMap(expandTemplate)) {
        phrases.push({ language, text, labels: [label], line: `hotel:${text}` });
      }
    }
  }
  return { phrases, keywords };
}

const invalid = (what: string): HotelbotError =>
  new HotelbotError("CONFIG_INVALID", { path: "hotel.yaml", line: 1, what });
