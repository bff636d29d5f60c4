import type { RoomType } from "../domain/hotel.ts";
import { LANGUAGES } from "../domain/language.ts";
import type { Phrase } from "./model.ts";
import {
  COUNTED,
  DAY_UNITS,
  MONTHS,
  NIGHT_UNITS,
  TODAY,
  TOMORROW,
  WEEK_UNITS,
  WEEKDAYS,
} from "./slots/calendar-words.ts";
import { fold, wordsOf } from "./text.ts";
import type { UnderstandingData } from "./understand.ts";

/** Number words that a slip must not keep from being numbers. */
const NUMBERS =
  "cuatro cinco siete nueve catorce quince veinte treinta quatro cinco sete nove catorze quinze vinte trinta three seven eight eleven twelve twenty thirty veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve dieciseis diecisiete dieciocho diecinueve".split(
    " ",
  );

/** What a misspelt word of a date, a number or a stay may be put right to. */
export const CALENDAR: readonly string[] = [
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...NIGHT_UNITS,
  ...TODAY,
  ...TOMORROW,
  ...NUMBERS,
];

/** Ordinary words a slip away from a word of the calendar. */
const NOT_DATES =
  "pasado pasada abrir abrio mayor mayores junto juntos junta marca marcar marcha martes viene vienes domino quinto sexto novena noventa ochenta sesenta seventy setenta cuarenta".split(
    " ",
  );

/** Words of rooms that a hotel may lack: not to be put right into one that it has. */
const ROOM_KIND_WORDS =
  "triple triples triplo triplos tripla triplas cuadruple quadruple quadruplo suite suites jacuzzi hidromasaje hidromassagem shared compartida compartido compartilhado partilhado".split(
    " ",
  );

/**
 * Every word the readers know, with how often the phrases use it: what a misspelt word is measured against. `read` gives
 * the words of a phrase.
 */
export function vocabulary(
  data: UnderstandingData,
  phrases: readonly Phrase[],
  roomTypes: readonly RoomType[],
  read: (text: string) => readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (word: string, weight: number): void => {
    counts.set(word, (counts.get(word) ?? 0) + weight);
  };
  for (const phrase of phrases) for (const word of read(phrase.text)) add(word, 1);
  for (const language of LANGUAGES) {
    for (const word of data.cues[language]) add(word, 1);
    for (const [short, long] of Object.entries(data.slang[language]))
      for (const word of [short, ...wordsOf(long)]) add(word, 1);
  }
  for (const set of [MONTHS, WEEKDAYS]) for (const word of set.keys()) add(word, 5);
  for (const set of [COUNTED, DAY_UNITS, NIGHT_UNITS, WEEK_UNITS, TODAY, TOMORROW])
    for (const word of set) add(word, 5);
  for (const word of [...NUMBERS, ...NOT_DATES]) add(word, 5);
  for (const word of ROOM_KIND_WORDS) add(word, 1);
  for (const type of roomTypes) {
    for (const words of Object.values(type.words))
      for (const word of words.flatMap((text) => wordsOf(fold(text)))) add(word, 5);
  }
  return counts;
}

/** What these hold is said by way of an answer: names stand among it. */
const NAMED = new Set(["inform", "chitchat"]);

/** The words, written small, that at least two phrases of what guests want are made of: folded. */
export function commonWords(phrases: readonly Phrase[]): Set<string> {
  const written = new Map<string, number>();
  for (const { text, labels } of phrases) {
    if (labels.some((label) => NAMED.has(label))) continue;
    for (const word of new Set(text.split(/[^\p{L}]+/u))) {
      if (word === "" || word !== word.toLowerCase()) continue;
      written.set(word, (written.get(word) ?? 0) + 1);
    }
  }
  const counts = new Map<string, number>();
  for (const [word, count] of written) {
    const folded = fold(word);
    counts.set(folded, (counts.get(folded) ?? 0) + count);
  }
  return new Set([...counts].filter(([, count]) => count >= 2).map(([word]) => word));
}
