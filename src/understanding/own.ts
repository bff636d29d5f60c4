import type { Language } from "../domain/language.ts";
import { type Classifier, type Example, trainClassifier, type Weights } from "./classifier.ts";
import type { ConceptReader } from "./concepts.ts";
import { NO_INTENT, type Phrase, type Reader } from "./model.ts";
import { beginnings, createNameReader, type Heard, type NameData, type NameReader } from "./own-names.ts";
import { type Said, teacher } from "./own-said.ts";
import type { Keywords } from "./prior.ts";
import { severalIds } from "./questions.ts";
import { type TellingReader, tellingWords } from "./telling-words.ts";
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
  /** How much the very words that give each label away say of a text, 0…1; labels of which nothing is heard are absent. */
  told(plain: string): ReadonlyMap<string, number>;
}

/** What a keyword, or a name all of whose pieces are heard, adds; and its silence takes away. */
const HEARD = 1;
const SILENT = -0.5;
/** What is known where a label's telling words are heard: enough to act, when nothing else claims the message. */
const TOLD = 0.9;
/** Where neither tells anything. */
const UNNAMED = -0.3;
/** Shipped phrases are only gently none of the hotel's questions: many mean the same by another name. */
const GENTLY = 0.004;
/** One shipped phrase of so many stands against the hotel's own: the rest say the same. */
const SAMPLED = 4;
/** What is no matter for a hotel; facts alone («llego el 3») may well be one of its own. */
const NOBODYS = new Set(["chitchat", "out_of_scope"]);
/** Raised when the same phrases would be learned into other weights. */
const METHOD = "own 5";
const TRAINING = { cost: 2, epochs: 10, favour: 3 };
/** Beside sentences that ship a label's own phrases are no longer so few among the rest. */
const TAUGHT_TRAINING = { ...TRAINING, favour: 2 };
/**
 * From fewer sentences than this a system of labels is learned gently: there the meaning of the ids knows more than the
 * words. At 50 sentences half a point of F1 better in three languages; from 200 on it makes no difference.
 */
const FEW = 150;
const FEW_TRAINING = { ...TRAINING, cost: 0.3 };

export interface OwnParts {
  readonly phrases: readonly Phrase[];
  readonly keywords: Keywords;
  readonly labels: readonly string[];
  readonly names: NameData;
  /** Whole sentences in the hotel's languages that ship with their pieces. */
  readonly sentences: () => readonly Said[];
  /** What hotels add questions of their own about. */
  readonly matters: ConceptReader;
  readonly read: Reader;
  /** The shipped intents that a text may be. */
  readonly store?: WeightStore | undefined;
  /** What the texts are read with: other data, other weights. */
  readonly basis?: unknown;
  readonly recognise: (language: Language, plain: string) => readonly string[];
}

/**
 * Learns the hotel's own labels from few phrases. Four things help: what the words of an id mean (`names`), keywords,
 * as features beside the words what the shipped model takes a phrase for («swimming» is learned from «=pool») and the
 * pieces heard in it, and, for a system of labels, whole `sentences` that are labelled already.
 */
export function trainOwn(parts: OwnParts): OwnModel | undefined {
  const { phrases, keywords, labels, read, recognise, store, basis } = parts;
  const names = createNameReader(parts.names);
  if (labels.length === 0) return undefined;
  const own = new Set(labels);
  const ofHotel = ({ line }: Phrase): boolean => line.startsWith("hotel:");
  const several = severalIds(phrases.filter(ofHotel));
  const plainOf = ({ text, language, labels: of }: Phrase) => ({ plain: read(text, language), labels: of });
  const [mine, theirs] = [phrases.filter(ofHotel), phrases.filter((phrase) => !ofHotel(phrase))];
  // In a system of its own a label is a piece of a sentence, and the words around it tell nothing.
  const [ofMine, ofTheirs] = several ? [[], []] : [mine.map(plainOf), theirs.map(plainOf)];
  const told = several ? SILENCE : tellingWords(ofMine, ofTheirs);
  const telling = several ? SILENCE : tellingWords(ofMine, ofTheirs, parts.matters);
  const see = createSight(labels, keywords, names, telling, several ? NO_MATTERS : parts.matters);
  // A system of its own means by other names what ships means: then only what is nobody's matter stands against it.
  const nobodys = ({ labels: [first = ""] }: Phrase): boolean => NOBODYS.has(first);
  const standing = phrases.filter((phrase) => !ofHotel(phrase) && (!several || nobodys(phrase)));
  const said = eachOnce(mine);
  const against = [...said, ...standing.filter((_, at) => at % SAMPLED === 0)];
  const exampleOf = (phrase: Phrase): Example => {
    const plain = read(phrase.text, phrase.language);
    const seen = see(phrase.language, plain, recognise(phrase.language, plain));
    const usual = ofHotel(phrase) || (!several && NO_INTENT.has(phrase.labels[0] ?? ""));
    const kept = phrase.labels.filter((label) => own.has(label));
    // Its words must carry a phrase by themselves: guests will use some of them, and not always the telling one.
    const prior = several ? seen.prior : untold(seen, labels, kept);
    return { words: seen.words, prior, labels: kept, weight: usual ? 1 : GENTLY };
  };
  const sentences = several ? parts.sentences() : [];
  const teach = several ? teacher(sentences, labels, names) : undefined;
  // What the hotel itself says of a sentence stands.
  const written = new Set(said.map(({ text, language }) => read(text, language)));
  const taught = (): Example[] =>
    sentences.flatMap((sentence) => {
      const plain = read(sentence.text, sentence.language);
      if (!teach || written.has(plain)) return [];
      const { words, prior } = see(sentence.language, plain, recognise(sentence.language, plain));
      return [{ words, prior, ...teach(sentence) }];
    });
  const training = teach ? TAUGHT_TRAINING : several && said.length < FEW ? FEW_TRAINING : TRAINING;
  const train = (): Weights => trainClassifier([...against.map(exampleOf), ...taught()], labels, training);
  const lines = against.map((phrase) => [phrase.language, phrase.text, phrase.labels]);
  // Both what ships takes a phrase for and which words tell follow from all that ships.
  const ships = theirs.map(({ language, text }) => [language, text]);
  const classifier = learned(
    store,
    weightKey(METHOD, lines, labels, [...keywords], parts.names, basis, ships, sentences),
    train,
  );
  return reading({ labels, several, told }, see, classifier);
}

/** Apart from the training, whose phrases would be kept in memory as long as this is. */
const reading = (
  of: Pick<OwnModel, "labels" | "several" | "told">,
  see: ReturnType<typeof createSight>,
  classifier: Classifier,
): OwnModel => ({
  ...of,
  scores(language, plain, recognised) {
    const { words, prior } = see(language, plain, recognised);
    return classifier.scores(words, prior);
  },
});

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

const SILENCE: TellingReader = () => new Map();
const NO_MATTERS: ConceptReader = () => [];

/** What is known of a text as if no word told its own labels. */
function untold(
  seen: { prior: Float32Array; known: Float32Array },
  labels: readonly string[],
  of: readonly string[],
) {
  return seen.prior.map((value, at) => (of.includes(labels[at] ?? "") ? (seen.known[at] ?? value) : value));
}

/** What is seen of a text before anything is weighed: its features, and what each label's id and keywords say of it. */
function createSight(
  labels: readonly string[],
  keywords: Keywords,
  reader: NameReader,
  telling: TellingReader,
  matters: ConceptReader,
) {
  const priors = labels.map((label) => {
    const stems = (keywords.get(label) ?? []).map((word) => wordsOf(fold(word)).join(" "));
    const named = reader.piecesOf(label);
    return { pattern: stems.length > 0 ? beginnings(stems) : undefined, named };
  });
  return (language: Language, plain: string, recognised: readonly string[]) => {
    const said = wordsOf(plain).join(" ");
    const heard: Heard = { language, said, recognised };
    const pieces = reader.hear(heard);
    const told = telling(plain);
    const known = Float32Array.from(priors, ({ pattern, named }) => {
      if (pattern) return pattern.test(said) ? HEARD : SILENT;
      if (named.length === 0) return UNNAMED;
      const share = named.reduce((sum, piece) => sum + (pieces.get(piece) ?? 0), 0) / named.length;
      return SILENT + (HEARD - SILENT) * share;
    });
    const prior = known.map((value, at) =>
      Math.max(value, value + (TOLD - value) * (told.get(labels[at] ?? "") ?? 0)),
    );
    const signs = [
      ...recognised.map((intent) => SIGN + intent),
      ...[...pieces].map(([piece, level]) => `${SIGN}${piece}:${level}`),
    ];
    const about = matters(wordsOf(plain)).map((matter) => SIGN + matter);
    return { words: [...signs, ...about, ...classifiedWords(plain)], prior, known };
  };
}
