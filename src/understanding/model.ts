import { LANGUAGES, type Language } from "../domain/language.ts";
import {
  type Classifier,
  createClassifier,
  type Example,
  TRAINING,
  trainClassifier,
  type Weights,
} from "./classifier.ts";
import type { ConceptReader } from "./concepts.ts";
import type { Lexicon } from "./lexicon.ts";
import { createPriorReader, type Keywords, type PriorReader } from "./prior.ts";
import { expandTemplate, listed } from "./templates.ts";
import { wordsOf } from "./text.ts";
import { keptWeights, type WeightStore, weightKey } from "./weights.ts";
import { classifiedWords } from "./wording.ts";

/** Words of a message that are read; its concepts stand behind them. */
const MAX_READ = 40;

/** Per language and intent, the lines of the phrase files. */
export type PhraseData = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** A phrase to learn from. `line` groups what one template gave: such phrases are never split over a test. */
export interface Phrase {
  readonly language: Language;
  readonly text: string;
  readonly labels: readonly string[];
  readonly line: string;
}

/** What is told apart but is no intent: it keeps the intents from claiming everything. `inform` is facts alone. */
export const NO_INTENT: ReadonlySet<string> = new Set(["chitchat", "out_of_scope", "inform"]);

export function phrasesOf(data: PhraseData, languages: readonly Language[] = LANGUAGES): Phrase[] {
  return languages.flatMap((language) =>
    Object.entries(data[language]).flatMap(([label, lines]) =>
      lines
        .trim()
        .split("\n")
        .flatMap((line) => listed(line.trim()))
        .flatMap((line) =>
          expandTemplate(line).map((text) => ({
            language,
            text,
            labels: [label],
            line: `${language}:${line}`,
          })),
        ),
    ),
  );
}

/** How a text becomes plain in a language: folding, chat spellings, digits. */
export type Reader = (text: string, language: Language) => string;

export interface Model {
  readonly classifier: Classifier;
  readonly prior: PriorReader;
}

export interface ModelParts {
  /** What ships, in every language: learned when the program is built, whatever the hotel. */
  readonly phrases: readonly Phrase[];
  readonly lexicon: Lexicon;
  readonly read: Reader;
  readonly concepts: ConceptReader;
  /** What a hotel adds to intents that ship: only these are learned again. */
  readonly more?: { readonly phrases: readonly Phrase[]; readonly keywords: Keywords };
  readonly store?: WeightStore | undefined;
  /** The data that the phrases are read with: other data, other weights. */
  readonly basis?: unknown;
}

/**
 * Learns phrases over what the lexicon says of them.
 *
 * The lexicon was written with such phrases in mind and catches nearly all of them, but not nearly all that guests will
 * say. Every phrase is therefore learned as if the lexicon had missed it, so that its words carry it alone: +1.5 points
 * of F1 against learning only what the lexicon leaves over.
 *
 * With a `store`, what was learned before from the same phrases, keywords and `basis` is kept.
 */
export function trainModel({ phrases, lexicon, read, concepts, more, store, basis }: ModelParts): Model {
  const labels = [...new Set(phrases.flatMap((phrase) => phrase.labels))];
  const meant = meaning(concepts);
  const exampleOf =
    (prior: PriorReader) =>
    (phrase: Phrase): Example => {
      const plain = read(phrase.text, phrase.language);
      const heard = prior.read(phrase.language, wordsOf(plain).join(" "));
      return {
        words: meant(classifiedWords(plain)),
        labels: phrase.labels,
        prior: prior.unheard(heard, phrase.language, phrase.labels),
      };
    };
  const ships = createPriorReader(labels, lexicon, new Map());
  const key = weightKey("shipped", phrases.map(lineOf), basis);
  let weights = keptWeights(store, key, () => trainClassifier(phrases.map(exampleOf(ships)), labels));
  let prior = ships;
  const again = new Set([
    ...(more?.phrases ?? []).flatMap((each) => each.labels),
    ...(more?.keywords.keys() ?? []),
  ]);
  if (more && again.size > 0) {
    const before = weights;
    const all = [...phrases, ...more.phrases];
    prior = createPriorReader(labels, lexicon, more.keywords);
    const train = (): Weights =>
      trainClassifier(all.map(exampleOf(prior)), labels, TRAINING, { weights: before, again });
    weights = keptWeights(store, weightKey(key, more.phrases.map(lineOf), [...more.keywords]), train);
  }
  return { classifier: reading(createClassifier(weights), concepts), prior };
}

/** The words of a message as they are weighed. */
const meaning =
  (concepts: ConceptReader) =>
  (words: readonly string[]): string[] => [...words.slice(0, MAX_READ), ...concepts(words)];

/** Apart from the training: what a function keeps in memory is all that was at hand where it was made. */
function reading(classifier: Classifier, concepts: ConceptReader): Classifier {
  const meant = meaning(concepts);
  return {
    labels: classifier.labels,
    scores: (words, said) => classifier.scores(meant(words), said),
  };
}

const lineOf = ({ language, text, labels }: Phrase): unknown => [language, text, labels];
