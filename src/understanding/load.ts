import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { RoomType } from "../domain/hotel.ts";
import { LANGUAGES, type Language } from "../domain/language.ts";
import type { HotelQuestion } from "../domain/question.ts";
import { HotelbotError } from "../errors.ts";
import type { BandData } from "./bands.ts";
import type { ConceptData } from "./concepts.ts";
import type { LexiconData } from "./lexicon.ts";
import type { NameData } from "./own-names.ts";
import type { CountryHoliday } from "./slots/bridges.ts";
import { createUnderstanding, type Understanding, type UnderstandingData } from "./understand.ts";
import { developersFolder, weightStore } from "./weight-files.ts";

/** What the hotel brings: its languages, first the default; its room types; its country (ISO 3166) for phones; its own questions. */
export interface UnderstandingHotel {
  readonly languages: readonly Language[];
  readonly roomTypes: readonly RoomType[];
  readonly country?: string;
  /** The hotel's own questions (FAQ), from its configuration. */
  readonly questions?: readonly HotelQuestion[];
  /** Subjects that ship and are not understood here. */
  readonly off?: readonly string[];
}

/**
 * Reads the shipped data from `src/understanding/data` below the package root and builds the reader: the only I/O, at
 * start. What ships was learned by the build; what the hotel's questions add is kept in `folder` (8 MB a set) and is there
 * at the next start, unless they or the data changed. Throws FILE_UNREADABLE when a file is missing or is not YAML.
 */
export function loadUnderstanding(
  root: string,
  hotel: UnderstandingHotel,
  folder: string | undefined = developersFolder(root),
): Understanding {
  const weights = weightStore(root, folder);
  const holidays = hotel.country === undefined ? [] : holidaysOf(root, hotel.country);
  return createUnderstanding(readData(root), { ...hotel, weights, holidays });
}

interface WordsFile {
  readonly cues: string;
  readonly slang: Readonly<Record<string, string>>;
}

/** The data files as they are. `root` is the folder of package.json. */
export function readData(root: string): UnderstandingData {
  const folder = join(root, "src", "understanding", "data");
  const words = readYaml<Record<Language, WordsFile>>(join(folder, "words.yaml"));
  const entries = <T>(make: (language: Language) => T): Record<Language, T> =>
    Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, T>;
  return {
    cues: entries((language) => words[language].cues.trim().split(/\s+/)),
    slang: entries((language) => words[language].slang),
    lexicon: entries((language) => readYaml<LexiconData>(join(folder, `lexicon.${language}.yaml`))),
    phrases: entries((language) =>
      readYaml<Record<string, string>>(join(folder, `phrases.${language}.yaml`)),
    ),
    bands: readYaml<BandData>(join(folder, "bands.yaml")),
    names: {
      names: readYaml<NameData["names"]>(join(folder, "names.yaml")),
      pieces: entries((language) => readYaml(join(folder, `pieces.${language}.yaml`))),
    },
    said: entries((language) => readYaml<Record<string, string>>(join(folder, `said.${language}.yaml`))),
    concepts: readYaml<ConceptData>(join(folder, "concepts.yaml")),
    matters: readYaml<ConceptData>(join(folder, "matters.yaml")),
  };
}

/** Public holidays of a country (ISO 3166) until 2036, from date-holidays; none for a country that is not there. */
export function holidaysOf(root: string, country: string): CountryHoliday[] {
  const path = join(root, "src", "understanding", "data", "holidays", `${country}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as CountryHoliday[]) : [];
}

function readYaml<T>(path: string): T {
  try {
    return parse(readFileSync(path, "utf8")) as T;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new HotelbotError("FILE_UNREADABLE", { path, what }, { cause });
  }
}
