/**
 * What a guest's words mean: language, intents, slots. Pure once built; offline; the same text, context and data give
 * the same reading.
 *
 *   const understanding = loadUnderstanding(packageRoot(), { languages, roomTypes, country });   // load.ts, at start
 *   const understood = understanding.understand(text, { now, asked, language, spoken, known });
 *
 * `asked` is the open question and is read first: «3», «sí», «el viernes», «la segunda», a bare name. Intents are best
 * first, transactions before questions before courtesies; a message may carry several, or none and only slots. Bands:
 * `act` may move the conversation, `ask` may only be offered as a question. «quiero cancelar mi reserva» is
 * `cancel_booking`, never `book`.
 */
import type { RoomType } from "../domain/hotel.ts";
import { LANGUAGES, type Language } from "../domain/language.ts";
import type { HotelQuestion } from "../domain/question.ts";
import type { IntentReading, UnderstandContext, Understood } from "../domain/understood.ts";
import { givesUp, isAside } from "./aside.ts";
import type { BandData } from "./bands.ts";
import { buildModel, shippedParts } from "./build.ts";
import { type ConceptData, createConceptReader } from "./concepts.ts";
import { foreignOf } from "./foreign.ts";
import { readIntents } from "./intents.ts";
import { learnCues, readLanguage } from "./language.ts";
import type { LexiconData } from "./lexicon.ts";
import { type Phrase, type PhraseData, phrasesOf } from "./model.ts";
import type { NameData } from "./own-names.ts";
import { hotelKnowledge } from "./questions.ts";
import { refusalsIn, withoutRefused } from "./refused.ts";
import { asShift } from "./shifted.ts";
import { slangOf } from "./shipped.ts";
import { type CountryHoliday, holidayCalendar } from "./slots/bridges.ts";
import { plainText, readSlots, type SlotReader } from "./slots/read.ts";
import { roomWords } from "./slots/rooms.ts";
import { morning } from "./slots/time.ts";
import { createSpeller, type Speller } from "./spell.ts";
import { clean, fold, wordsOf } from "./text.ts";
import { CALENDAR, commonWords, vocabulary } from "./vocabulary.ts";
import type { WeightStore } from "./weights.ts";

export interface UnderstandingData {
  /** Words of one language that hardly occur in the others, folded. */
  readonly cues: Readonly<Record<Language, readonly string[]>>;
  /** Chat spellings and what they stand for. */
  readonly slang: Readonly<Record<Language, Readonly<Record<string, string>>>>;
  readonly lexicon: Readonly<Record<Language, LexiconData>>;
  readonly phrases: PhraseData;
  readonly bands: BandData;
  /** What the words of a question's id stand for. */
  readonly names: NameData;
  /** Whole sentences by their pieces of meaning, as own-said.ts says. */
  readonly said: PhraseData;
  /** Words that mean the same. */
  readonly concepts: ConceptData;
  /** Words of what hotels add questions of their own about. */
  readonly matters: ConceptData;
}

export interface UnderstandingOptions {
  /** The hotel's languages, its default first. */
  readonly languages: readonly Language[];
  readonly roomTypes: readonly RoomType[];
  readonly country?: string;
  /** Public holidays of that country. */
  readonly holidays?: readonly CountryHoliday[];
  /** The hotel's own questions: their ids come back as intents. */
  readonly questions?: readonly HotelQuestion[];
  /** Intents that ship and are not understood here: a question of the hotel's own may go by such a name. */
  readonly off?: readonly string[];
  /** Keeps what was learned from one start to the next. */
  readonly weights?: WeightStore | undefined;
}

export interface Understanding {
  /** Never throws; any text. Takes well under a millisecond for what guests write. */
  understand(text: string, context: UnderstandContext): Understood;
}

export function createUnderstanding(data: UnderstandingData, options: UnderstandingOptions): Understanding {
  const languages = options.languages.length > 0 ? options.languages : LANGUAGES;
  const spoken = ({ language }: Phrase): boolean => languages.includes(language);
  const ships = phrasesOf(data.phrases);
  const shipped = ships.filter(spoken);
  const reader: SlotReader = {
    slang: slangOf(data),
    rooms: roomWords(options.roomTypes),
    ...(options.country ? { country: options.country } : {}),
    common: commonWords(shipped),
    ...(options.holidays ? { holidays: holidayCalendar(options.holidays) } : {}),
  };
  const off = new Set(options.off ?? []);
  const taught = shipped.filter(({ labels }) => !labels.some((label) => off.has(label)));
  const asked = hotelKnowledge(options.questions ?? [], new Set(taught.flatMap(({ labels }) => labels)));
  const hotel = { ...asked, phrases: asked.phrases.filter(spoken), own: asked.own.filter(spoken) };
  const added = [...hotel.phrases, ...hotel.own];
  const spelt = remembering((text) => wordsOf(fold(text)));
  const cues = learnCues(data.cues, shipped, languages, spelt);
  const parts = shippedParts(data, reader.slang, ships);
  const model = buildModel(data, parts, { ...hotel, off, languages }, [...taught, ...added], options.weights);
  const known = vocabulary(data, [...shipped, ...added], options.roomTypes, spelt);
  const matters = createConceptReader(data.matters);
  // Words of what a hotel's own questions are about are no slips of others.
  const isMatter = (word: string): boolean => matters([word]).length > 0;
  const speller = createSpeller(known, known.keys(), hotel.labels.length > 0 ? isMatter : undefined);
  const dateSpeller = createSpeller(known, CALENDAR);

  return {
    understand(text, context) {
      const written = clean(text);
      const folded = fold(written);
      const { language, sure, order } = readLanguage(written, folded, cues, languages, context.language);
      const reading = order[0] ?? language;
      // The words are read in the language they are in, even when the conversation stays in another.
      const tried = [...new Set([reading, language])];
      const slots = slotsOf(written, folded, tried, context, reader, dateSpeller);
      const spellings = tried.map((tongue) => speller.text(plainText(folded, tongue, reader)));
      const [plain = ""] = spellings;
      const refused = spellings.map(refusalsIn);
      const wordings = refused.map(({ rest }, at) => ({ language: tried[at] ?? language, plain: rest }));
      const length = wordsOf(folded).length;
      const kept = withoutRefused(
        readIntents(model, wordings, slots, context, length),
        refused,
        context.asked,
      );
      const read = asShift(kept, slots, plain);
      const intents = givesUp(plain, slots, read) ? [GIVEN_UP, ...read] : read;
      const wakes = intents.some(({ name, band }) => name === "wake_up_call" && band === "act");
      const facts = wakes && slots.time ? { ...slots, time: morning(slots.time) } : slots;
      const aside = isAside(plain, facts, intents, context) ? { aside: true as const } : {};
      const foreign = foreignOf(folded, (word) => languages.some((each) => cues.get(each)?.has(word)));
      if (foreign) {
        // In a language nobody here speaks a word may look like anything: it is offered, never acted on.
        const shared = context.language ?? languages.find((each) => each === "en") ?? languages[0] ?? "en";
        return {
          text,
          language: shared,
          languageSure: false,
          foreign,
          intents: doubted(intents),
          slots: facts,
          ...aside,
        };
      }
      return { text, language, languageSure: sure, intents, slots: facts, ...aside };
    },
  };
}

const GIVEN_UP: IntentReading = { name: "cancel_booking", score: 0.4, band: "ask" };

/** The same answer for the same text, found once. */
function remembering<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = find(text);
    known.set(text, found);
    return found;
  };
}

const doubted = (intents: readonly IntentReading[]): IntentReading[] =>
  intents.map((each) => (each.name === "emergency" ? each : { ...each, band: "ask" }));

function slotsOf(
  written: string,
  folded: string,
  tried: readonly Language[],
  context: UnderstandContext,
  reader: SlotReader,
  speller: Speller,
): Understood["slots"] {
  const [first, second] = tried.map((tongue) => readSlots(written, folded, tongue, context, reader, speller));
  return first?.stay || !second ? (first ?? {}) : { ...second, ...first };
}
