import type { Language } from "../domain/language.ts";
import { TRANSACTIONS } from "../domain/question.ts";
import { createConceptReader } from "./concepts.ts";
import { recogniser } from "./evidence.ts";
import type { IntentModel } from "./intents.ts";
import { compileLexicon } from "./lexicon.ts";
import { type ModelParts, type Phrase, phrasesOf, type Reader, trainModel } from "./model.ts";
import { trainOwn } from "./own.ts";
import { saidIn } from "./own-said.ts";
import type { HotelKnowledge } from "./questions.ts";
import { plainText } from "./slots/read.ts";
import { clean, fold } from "./text.ts";
import type { UnderstandingData } from "./understand.ts";
import type { WeightStore } from "./weights.ts";
import { classifiedWords } from "./wording.ts";

/** Chat spellings and what they stand for, by language. */
export type Slang = ReadonlyMap<Language, ReadonlyMap<string, string>>;

/** What ships, ready to be learned: the same for every hotel, so that it is learned when the program is built. */
export function shippedParts(
  data: UnderstandingData,
  slang: Slang,
  phrases: readonly Phrase[] = phrasesOf(data.phrases),
): ModelParts {
  return {
    phrases,
    lexicon: compileLexicon(data.lexicon),
    read: remembering((text, language) => plainText(fold(clean(text)), language, { slang })),
    concepts: createConceptReader(data.concepts),
    basis: [data.lexicon, data.slang, data.concepts],
  };
}

/** Phrases are read twice, to be learned and to be known word for word: the second time from memory. */
function remembering(read: Reader): Reader {
  const known = new Map<string, string>();
  return (text, language) => {
    const key = `${language}:${text}`;
    const plain = known.get(key) ?? read(text, language);
    known.set(key, plain);
    return plain;
  };
}

/**
 * The model of one hotel. `phrases` are all in the hotel's languages: what ships, what the hotel adds to that, and its
 * own.
 */
export function buildModel(
  data: UnderstandingData,
  parts: ModelParts,
  hotel: HotelKnowledge & Pick<IntentModel, "off"> & { readonly languages: readonly Language[] },
  phrases: readonly Phrase[],
  store: WeightStore | undefined,
): IntentModel {
  const { read } = parts;
  const exact = new Map<string, readonly string[]>();
  for (const phrase of phrases) {
    const key = classifiedWords(read(phrase.text, phrase.language)).join(" ");
    const before = exact.get(key) ?? [];
    // A hotel's phrase that is word for word a transaction's («cancelar mi reserva») stays the transaction's.
    if (before.some((label) => TRANSACTIONS.has(label)) && phrase.line.startsWith("hotel:")) continue;
    exact.set(key, [...new Set([...before, ...phrase.labels])]);
  }
  const ships = new Map([...hotel.keywords].filter(([label]) => !hotel.labels.includes(label)));
  const shipped = trainModel({ ...parts, more: { phrases: hotel.phrases, keywords: ships }, store });
  const own = trainOwn({
    ...hotel,
    phrases,
    names: data.names,
    matters: createConceptReader(data.matters),
    sentences: () => saidIn(data.said, hotel.languages),
    read,
    store,
    basis: [parts.basis, data.bands, data.matters],
    recognise: recogniser(shipped, data.bands.weights),
  });
  return { ...shipped, ...(own ? { own } : {}), bands: data.bands, exact, off: hotel.off };
}
