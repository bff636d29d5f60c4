import type { Language } from "../domain/language.ts";
import { type Model, NO_INTENT } from "./model.ts";
import { isCourtesy } from "./settle.ts";
import { wordsOf } from "./text.ts";
import { classifiedWords } from "./wording.ts";

/** What is known of one intent of a message, beside its own score. */
export interface Sight {
  /** Score of the intent, and the best of the other intents that are no courtesies. */
  readonly score: number;
  readonly rival: number;
  /** What the lexicon says of it, and of how many other intents it is sure. */
  readonly heard: 0 | 1 | 2;
  readonly others: number;
  /** True when the hotel itself said that a word gives it away. */
  readonly keyed: boolean;
  /** Scores of what is nobody's matter, of small talk and of facts alone. */
  readonly outside: number;
  readonly talk: number;
  readonly facts: number;
  /** Words of the message. */
  readonly length: number;
  readonly courtesy: boolean;
  /** True when the wording may want two things: then an intent is no rival of another. */
  readonly joined: boolean;
}

/** A rival this far away is as good as none. */
const FAR = 0.5;

/**
 * The features by which a reading is believed, in the order of the weights in bands.yaml. A word of the lexicon says
 * much in a short message and little in a long one; a close rival, or a message that sounds like nobody's matter,
 * takes belief away.
 */
export function evidence(sight: Sight): number[] {
  const { score, heard, outside, length } = sight;
  const gap = sight.joined ? Math.max(0, score - sight.rival) : score - sight.rival;
  const sure = heard === 2 ? 1 : 0;
  const size = Math.log(Math.max(1, length));
  return [
    1,
    score,
    Math.max(0, score),
    heard === 1 ? 1 : 0,
    sure,
    score * sure,
    Math.min(3, sight.others),
    outside,
    Math.max(0, outside + 0.5),
    sight.talk,
    sight.facts,
    Math.min(0, gap),
    Math.max(-FAR, Math.min(FAR, gap)),
    size,
    size * sure,
    sight.courtesy ? 1 : 0,
  ];
}

/** 0…1: how often a reading with this evidence is right. */
export function belief(weights: readonly number[], features: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) sum += (features[at] ?? 0) * (weights[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Prior that only a sure word of the lexicon or a hotel's keyword gives. */
const SURE = 0.3;
/** Prior that only a hotel's keyword gives. */
const KEYED = 0.9;

/**
 * The evidence for every intent among `labels`. `scores` and `prior` are in their order; `length` counts words;
 * `joined` as in {@link Sight}.
 */
export function sightsOf(
  labels: readonly string[],
  scores: Float32Array,
  prior: Float32Array,
  length: number,
  joined: boolean,
): { readonly name: string; readonly sight: Sight }[] {
  const none = new Map<string, number>();
  let [best, second, sures] = [-9, -9, 0];
  for (const [at, name] of labels.entries()) {
    const score = scores[at] ?? -9;
    if (NO_INTENT.has(name)) none.set(name, score);
    else {
      if ((prior[at] ?? 0) > SURE) sures += 1;
      if (isCourtesy(name)) continue;
      second = Math.max(second, Math.min(best, score));
      best = Math.max(best, score);
    }
  }
  const common = {
    outside: none.get("out_of_scope") ?? -1,
    talk: none.get("chitchat") ?? -1,
    facts: none.get("inform") ?? -1,
    length,
    joined,
  };
  const sights: { name: string; sight: Sight }[] = [];
  for (const [at, name] of labels.entries()) {
    if (NO_INTENT.has(name)) continue;
    const score = scores[at] ?? -9;
    const said = prior[at] ?? 0;
    const heard = said > SURE ? 2 : said > 0 ? 1 : 0;
    const courtesy = isCourtesy(name);
    const rival = !courtesy && score === best ? second : best;
    const others = sures - (heard === 2 ? 1 : 0);
    const sight = { ...common, score, rival, heard, others, keyed: said > KEYED, courtesy } as const;
    sights.push({ name, sight });
  }
  return sights;
}

/** From here what ships may be what a text means, and says so to the hotel's own questions. */
const RECOGNISED = 0.3;

/** The shipped intents that a text may be: what the hotel's own questions learn from. */
export function recogniser(
  { classifier, prior }: Model,
  weights: readonly number[],
): (language: Language, plain: string) => string[] {
  return (language, plain) => {
    const said = wordsOf(plain);
    const heard = prior.read(language, said.join(" "));
    const scores = classifier.scores(classifiedWords(plain), heard);
    return sightsOf(classifier.labels, scores, heard, said.length, false)
      .filter(({ sight }) => belief(weights, evidence(sight)) >= RECOGNISED)
      .map(({ name }) => name);
  };
}

/** The same of readings that were made already. */
export const recognised = (readings: readonly { name: string; believed: number }[]): string[] =>
  readings.filter(({ believed }) => believed >= RECOGNISED).map(({ name }) => name);
