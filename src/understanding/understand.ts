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
import type { UnderstandContext, Understood } from "../domain/understood.ts";
import { readIntents } from "./intents.ts";
import { readLanguage } from "./language.ts";
import { compileLexicon, type LexiconData } from "./lexicon.ts";
import { plainText, readSlots, type SlotReader } from "./slots/read.ts";
import { roomWords } from "./slots/rooms.ts";
import { clean, fold, wordsOf } from "./text.ts";

export interface UnderstandingData {
  /** Words of one language that hardly occur in the others, folded. */
  readonly cues: Readonly<Record<Language, readonly string[]>>;
  /** Chat spellings and what they stand for. */
  readonly slang: Readonly<Record<Language, Readonly<Record<string, string>>>>;
  readonly lexicon: Readonly<Record<Language, LexiconData>>;
}

export interface UnderstandingOptions {
  /** The hotel's languages, its default first. */
  readonly languages: readonly Language[];
  readonly roomTypes: readonly RoomType[];
  readonly country?: string;
}

export interface Understanding {
  /** Never throws; any text. Takes well under a millisecond for what guests write. */
  understand(text: string, context: UnderstandContext): Understood;
}

export function createUnderstanding(data: UnderstandingData, options: UnderstandingOptions): Understanding {
  const languages = options.languages.length > 0 ? options.languages : LANGUAGES;
  const cues = new Map(languages.map((language) => [language, new Set(data.cues[language])] as const));
  const lexicon = compileLexicon(data.lexicon);
  const reader: SlotReader = {
    slang: new Map(
      languages.map((language) => [language, new Map(Object.entries(data.slang[language]))] as const),
    ),
    rooms: roomWords(options.roomTypes),
    ...(options.country ? { country: options.country } : {}),
  };

  return {
    understand(text, context) {
      const written = clean(text);
      const { language, sure, order } = readLanguage(written, cues, languages, context.language);
      const reading = order[0] ?? language;
      const folded = fold(written);
      // The words are read in the language they are in, even when the conversation stays in another.
      const tried = [...new Set([reading, language])];
      let slots = readSlots(written, reading, context, reader);
      if (!slots.stay && reading !== language) {
        const other = readSlots(written, language, context, reader);
        slots = { ...other, ...slots };
      }
      const intents = readIntents(
        tried.map((tongue) => ({ language: tongue, plain: plainText(folded, tongue, reader) })),
        lexicon,
        slots,
        context,
        wordsOf(folded).length,
      );
      return { text, language, languageSure: sure, intents, slots };
    },
  };
}
