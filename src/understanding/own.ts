import type { Language } from "../domain/language.ts";
import { type Example, trainClassifier, type Weights } from "./classifier.ts";
import { NO_INTENT, type Phrase, type Reader } from "./model.ts";
import { beginnings, createNameReader, type Heard, type NameData } from "./own-names.ts";
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
  /** `plain` is in `language`; `recognised` are the shipped intents that the same text may be. */
  scores(language: Language, plain: string, recognised: readonly string[]): Float32Array;
}

/** What a keyword, or a name all of whose pieces are heard, adds; and its silence takes away. */
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
const TRAINING = { cost: 2, epochs: 10, favour: 3 };

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
 * and, as features beside the words, what the shipped model takes a phrase for («swimming» is learned from «=pool») and
 * the pieces heard in it.
 */
export function trainOwn(parts: OwnParts): OwnModel | undefined {
  const { phrases, keywords, labels, names, read, recognise, store, basis } = parts;
  if (labels.length === 0) return undefined;
  const see = createSight(labels, keywords, names);
  const own = new Set(labels);
  const ofHotel = ({ line }: Phrase): boolean => line.startsWith("hotel:");
  const several = severalIds(phrases.filter(ofHotel));
  // A system of its own means by other names what ships means: then only what is nobody's matter stands against it.
  const nobodys = ({ labels: [first = ""] }: Phrase): boolean => NOBODYS.has(first);
  const standing = phrases.filter((phrase) => !ofHotel(phrase) && (!several || nobodys(phrase)));
  const against = [...eachOnce(phrases.filter(ofHotel)), ...standing.filter((_, at) => at % SAMPLED === 0)];
  const exampleOf = (phrase: Phrase): Example => {
    const plain = read(phrase.text, phrase.language);
    const seen = see(phrase.language, plain, recognise(phrase.language, plain));
    const usual = ofHotel(phrase) || (!several && NO_INTENT.has(phrase.labels[0] ?? ""));
    return { ...seen, labels: phrase.labels.filter((label) => own.has(label)), weight: usual ? 1 : GENTLY };
  };
  const train = (): Weights => trainClassifier(against.map(exampleOf), labels, TRAINING);
  const lines = against.map((phrase) => [phrase.language, phrase.text, phrase.labels]);
  const classifier = learned(store, weightKey("own", lines, labels, [...keywords], names, basis), train);
  return {
    labels,
    several,
    scores(language, plain, recognised) {
      const { words, prior } = see(language, plain, recognised);
      return classifier.scores(words, prior);
    },
  };
}

/** A phrase that stands under several ids once, with all of them: it is looked at only once. */
function eachOnce(phrases: readonly Phrase[]): Phrase[] {
  const found = new Map<string, Phrase>();
  for (const phrase of phrases) {
    const key = `${phrase.language}:${phrase.text}`;
    const before = found.get(key);
    found.set(key, before ? { ...before, labels: [...before.labels, ...phrase.labels] } : phrase);
  }
  return [...found.values()];
}

/** What is seen of a text before anything is weighed: its features, and what each label's id and keywords say of it. */
function createSight(labels: readonly string[], keywords: Keywords, names: NameData) {
  const reader = createNameReader(names);
  const priors = labels.map((label) => {
    const stems = (keywords.get(label) ?? []).map((word) => wordsOf(fold(word)).join(" "));
    const named = reader.piecesOf(label);
    return { pattern: stems.length > 0 ? beginnings(stems) : undefined, named };
  });
  return (language: Language, plain: string, recognised: readonly string[]) => {
    const said = wordsOf(plain).join(" ");
    const heard: Heard = { language, said, recognised };
    const pieces = reader.hear(heard);
    const prior = Float32Array.from(priors, ({ pattern, named }) => {
      if (pattern) return pattern.test(said) ? HEARD : SILENT;
      if (named.length === 0) return UNNAMED;
      const share = named.reduce((sum, piece) => sum + (pieces.get(piece) ?? 0), 0) / named.length;
      return SILENT + (HEARD - SILENT) * share;
    });
    const signs = [
      ...recognised.map((intent) => SIGN + intent),
      ...[...pieces].map(([piece, level]) => `${SIGN}${piece}:${level}`),
    ];
    return { words: [...signs, ...classifiedWords(plain)], prior };
  };
}
