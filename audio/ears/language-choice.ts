import type { Language } from "../../src/domain/language.ts";

/** Switching needs this much of the probability: the first language is the hotel's own and usually right. */
const SURE = 0.7;

/**
 * The language spoken, among the hotel's: the engine's probabilities over a hundred languages, renormalised over these,
 * and another than the first only when it has 0.7 or more. Pure.
 */
export function chooseLanguage(
  first: Language,
  among: readonly Language[],
  probabilities: Readonly<Record<string, number>>,
): Language {
  const total = among.reduce((sum, language) => sum + (probabilities[language] ?? 0), 0);
  if (total === 0) return first;
  const best = among.reduce((a, b) => ((probabilities[b] ?? 0) > (probabilities[a] ?? 0) ? b : a), first);
  return (probabilities[best] ?? 0) / total >= SURE ? best : first;
}
