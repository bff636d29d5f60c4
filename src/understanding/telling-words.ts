import { CONCEPT, type ConceptReader } from "./concepts.ts";
import { wordsOf } from "./text.ts";

/** A phrase as it is read: folded, chat spellings written out. */
export interface ReadPhrase {
  readonly plain: string;
  readonly labels: readonly string[];
}

/** How much each label's telling words say of a text: 0…1; labels of which nothing is heard are absent. */
export type TellingReader = (plain: string) => ReadonlyMap<string, number>;

/** Shorter words are too easily part of others. */
const SHORTEST = 4;
/** Longer words are told by their beginning: «imprimir», «imprimen», «impresora» by «impri» and «impres». */
const WHOLE = 5;
const ENDING = 2;
/** In how many phrases that ship a telling word may stand: what ships uses a hotel's own matters only by chance. */
const MOST_SHIPPED = 3;
/** What a word tells that stands in one phrase of its label, one that stands in several, and two words. */
const ONCE = 0.4;
const OFTEN = 0.8;
const TWO = 1;

/**
 * The words that give a label away: they stand in its phrases, in no other label's, and hardly in what ships. «Yoga» tells
 * a question about yoga, however it is asked. So do matters (`meant`), whichever words stand for them: «bici», «cycling».
 * `own` and `shipped` may hold phrases of several languages.
 */
export function tellingWords(
  own: readonly ReadPhrase[],
  shipped: readonly ReadPhrase[],
  meant: ConceptReader = () => [],
): TellingReader {
  const stems = new Map<string, Map<string, number>>();
  for (const { plain, labels } of own) {
    const words = wordsOf(plain);
    for (const stem of new Set([...words.filter(isLong).map(stemOf), ...meant(words)])) {
      const counts = stems.get(stem) ?? new Map<string, number>();
      for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
      stems.set(stem, counts);
    }
  }
  const common = new Map<string, number>();
  for (const { plain } of shipped)
    for (const stem of heardIn(plain, stems, meant)) common.set(stem, (common.get(stem) ?? 0) + 1);
  const telling = new Map<string, { label: string; often: boolean }>();
  for (const [stem, counts] of stems) {
    const [[label, count] = ["", 0]] = counts;
    // What ships mentions many a matter, and answers none.
    const rare = stem.startsWith(CONCEPT) || (common.get(stem) ?? 0) <= MOST_SHIPPED;
    if (counts.size === 1 && rare) telling.set(stem, { label, often: count > 1 });
  }
  return (plain) => {
    const told = new Map<string, number>();
    for (const stem of heardIn(plain, telling, meant)) {
      const { label = "", often } = telling.get(stem) ?? {};
      told.set(label, told.has(label) ? TWO : often ? OFTEN : ONCE);
    }
    return told;
  };
}

/** The stems that words of a text begin with, of each word the longest, and the matters they stand for. */
function heardIn(plain: string, stems: ReadonlyMap<string, unknown>, meant: ConceptReader): Set<string> {
  const words = wordsOf(plain);
  const heard = new Set<string>(meant(words).filter((matter) => stems.has(matter)));
  for (const word of words.filter(isLong)) {
    for (let size = word.length; size >= SHORTEST; size -= 1) {
      const stem = word.slice(0, size);
      if (!stems.has(stem) || word.length - size > longerThan(size)) continue;
      heard.add(stem);
      break;
    }
  }
  return heard;
}

/** How much longer a word may be than a stem: «cata» begins «catas», not «catalan». */
const longerThan = (stem: number): number => (stem < WHOLE ? 1 : stem + 1 - WHOLE + 2);

const isLong = (word: string): boolean => word.length >= SHORTEST && !/\d/.test(word);

function stemOf(word: string): string {
  const single = word.length > SHORTEST ? word.replace(/s$/, "") : word;
  return single.length > WHOLE ? single.slice(0, Math.max(WHOLE, single.length - ENDING)) : single;
}
