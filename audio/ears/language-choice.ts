import type { Language } from "../../src/domain/language.ts";
import type { LanguageOdds } from "../../src/domain/speech.ts";

/** The engine's probability, over its hundred languages, from which the best of ours is taken without a second look. */
const SURE = 0.5;
/** The same among the hotel's languages only. */
const SURE_AMONG = 0.7;
/** A language with less than this among the hotel's is not tried. */
const WORTH_TRYING = 0.1;
/** When all of the hotel's languages together have less, their order means nothing and every one is tried. */
const LOST = 0.1;

/**
 * The languages a stretch of speech should be heard in, best first: one when the engine is sure, else those worth
 * trying, of which {@link languageScore} then picks. Renormalised over the hotel's languages. Pure.
 */
export function candidates(
  first: Language,
  among: readonly Language[],
  probabilities: LanguageOdds,
): Language[] {
  const of = (language: Language): number => probabilities[language] ?? 0;
  const total = among.reduce((sum, language) => sum + of(language), 0);
  // The first is the hotel's own: on equal terms it wins.
  const ranked = [first, ...among.filter((language) => language !== first)].sort((a, b) => of(b) - of(a));
  const best = ranked[0] ?? first;
  if (total === 0) return [first];
  if (of(best) >= SURE && of(best) / total >= SURE_AMONG) return [best];
  return total < LOST ? ranked : ranked.filter((language) => of(language) / total >= WORTH_TRYING);
}

/**
 * How well a reading in a language fits: the language's own probability and how sure the words are. The second counts
 * five times, since a sentence heard in a wrong language gets unlikely words. Pure.
 */
export function languageScore(
  language: Language,
  among: readonly Language[],
  probabilities: LanguageOdds,
  meanLogProb: number,
): number {
  const total = among.reduce((sum, each) => sum + (probabilities[each] ?? 0), 0);
  const share = total === 0 ? 0 : (probabilities[language] ?? 0) / total;
  return Math.log(share + 0.05) + 5 * meanLogProb;
}
