import type { Language } from "../domain/language.ts";
import { type Example, trainClassifier, type Weights } from "./classifier.ts";
import { NO_INTENT, type Phrase, type Reader } from "./model.ts";
import { beginnings, createNameReader, type NameData } from "./own-names.ts";
import type { Keywords } from "./prior.ts";
import { severalIds } from "./questions.ts";
import { fold, wordsOf } from "./text.ts";
import { SIGN } from "./vectorize.ts";
import { learned, type WeightStore, weightKey } from "./weights.ts";
import { classifiedWords } from "./wording.ts";

/** The hotel's own questions, told apart by a model of their own: adding one changes nothing for what ships. */
export interface OwnModel {
  readonly labels: readonly string[];
  /** True when the hotel lists phrases under several ids: then several answer at once. */
  readonly several: boolean;
  /** `recognised` are the shipped intents that the same text may be. */
  scores(plain: string, recognised: readonly string[]): Float32Array;
}

/** What a keyword, or a name all of whose parts are heard, adds; and its silence takes away. */
const HEARD = 1;
const SILENT = -0.5;
/** Where neither tells anything. */
const UNNAMED = -0.3;
/** Shipped phrases are only gently none of the hotel's questions: many mean the same by another name. */
const GENTLY = 0.004;
/** One shipped phrase of so many stands against the hotel's own: the rest say the same. */
const SAMPLED = 4;
/** What is no matter for a hotel; facts alone («llego el 3») may well be one of its own. */
const NOBODYS = new Set(["chitchat", "out_of_scope"]);
const TRAINING = { cost: 2, epochs: 20, favour: 3 };

export interface OwnParts {
  readonly phrases: readonly Phrase[];
  readonly keywords: Keywords;
  readonly labels: readonly string[];
  readonly names: NameData;
  readonly read: Reader;
  /** The shipped intents that a text may be. */
  readonly store?: WeightStore | undefined;
  /** What the texts are read with: other data, other weights. */
  readonly basis?: unknown;
  readonly recognise: (language: Language, plain: string) => readonly string[];
}

/**
 * Learns the hotel's own labels from few phrases. Three things help: what the words of an id mean (`names`), keywords,
 * and what the shipped model takes a phrase for, given as a feature: «swimming» is learned from «=pool».
 */
export function trainOwn({
  phrases,
  keywords,
  labels,
  names,
  read,
  recognise,
  store,
  basis,
}: OwnParts): OwnModel | undefined {
  if (labels.length === 0) return undefined;
  const nameOf = createNameReader(names);
  const readers = labels.map((label) => {
    const words = keywords.get(label)?.map((word) => wordsOf(fold(word)).join(" ")) ?? [];
    if (words.length === 0) return nameOf(label);
    const pattern = beginnings(words);
    return (text: string) => (pattern.test(text) ? 1 : 0);
  });
  const priorOf = (text: string): Float32Array =>
    Float32Array.from(readers, (reader) => (reader ? SILENT + (HEARD - SILENT) * reader(text) : UNNAMED));
  const own = new Set(labels);
  const features = (plain: string, recognised: readonly string[]) => {
    const signs = recognised.map((label) => SIGN + label);
    const said = wordsOf(plain);
    return { words: [...signs, ...classifiedWords(plain)], text: [...said, ...signs].join(" ") };
  };
  const several = severalIds(phrases.filter(({ line }) => line.startsWith("hotel:")));
  // A system of its own means by other names what ships means: then only what is nobody's matter stands against it.
  const ofHotel = ({ line }: Phrase): boolean => line.startsWith("hotel:");
  const nobodys = ({ labels: [first = ""] }: Phrase): boolean => NOBODYS.has(first);
  // A system of its own means by other names what ships means: then only what is nobody's matter stands against it.
  const standing = phrases.filter((phrase) => !ofHotel(phrase) && (!several || nobodys(phrase)));
  const against = [...phrases.filter(ofHotel), ...standing.filter((_, at) => at % SAMPLED === 0)];
  const exampleOf = (phrase: Phrase): Example => {
    const plain = read(phrase.text, phrase.language);
    const { words, text } = features(plain, recognise(phrase.language, plain));
    const kept = phrase.labels.filter((label) => own.has(label));
    const usual = phrase.line.startsWith("hotel:") || (!several && NO_INTENT.has(phrase.labels[0] ?? ""));
    const weight = usual ? 1 : GENTLY;
    return { words, labels: kept, prior: priorOf(text), weight };
  };
  const train = (): Weights => trainClassifier(against.map(exampleOf), labels, TRAINING);
  const lines = against.map((phrase) => [phrase.language, phrase.text, phrase.labels]);
  const classifier = learned(store, weightKey("own", lines, labels, [...keywords], names, basis), train);
  return {
    labels,
    several,
    scores(plain, recognised) {
      const { words, text } = features(plain, recognised);
      return classifier.scores(words, priorOf(text));
    },
  };
}
