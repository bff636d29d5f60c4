/** Lines of concepts.yaml: what is meant, and beginnings of folded words; a word followed by «$» is meant whole. */
export type ConceptData = Readonly<Record<string, string>>;

/** Words that begin so stand for a concept («~pool»), beside the words themselves. */
export const CONCEPT = "~";
/** The shortest beginning worth a look. */
const SHORTEST = 2;
/** Words looked at: what classification reads of a long message. */
const LOOKED_AT = 40;

/** The concepts that words stand for, in the order they are heard; one heard twice running counts once. */
export type ConceptReader = (words: readonly string[]) => string[];

export function createConceptReader(data: ConceptData): ConceptReader {
  const whole = new Map<string, string[]>();
  const begun = new Map<string, string[]>();
  for (const [name, line] of Object.entries(data)) {
    for (const stem of line.split(/\s+/)) {
      const table = stem.endsWith("$") ? whole : begun;
      const word = stem.replace(/\$$/, "").replace(/-/g, "");
      table.set(word, [...(table.get(word) ?? []), CONCEPT + name]);
    }
  }
  return (words) => {
    const heard: string[] = [];
    for (const word of words.slice(0, LOOKED_AT)) {
      const found = whole.get(word) ?? longest(word, begun);
      for (const name of found ?? []) if (heard[heard.length - 1] !== name) heard.push(name);
    }
    return heard;
  };
}

function longest(word: string, begun: ReadonlyMap<string, string[]>): string[] | undefined {
  for (let size = word.length; size >= SHORTEST; size -= 1) {
    const found = begun.get(word.slice(0, size));
    if (found) return found;
  }
  return undefined;
}
