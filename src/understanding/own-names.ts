import { LANGUAGES, type Language } from "../domain/language.ts";

/** What the words of ids stand for. */
export interface NameData {
  /** Lines of names.yaml: names that mean the same, the piece's own first, and the shipped intents that mean it too. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Lines of pieces.*.yaml: a piece's wordings. */
  readonly pieces: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>>;
}

/** A text to look for pieces in: its folded words joined by spaces, and the shipped intents it may be. */
export interface Heard {
  readonly language: Language;
  readonly said: string;
  readonly recognised: readonly string[];
}

/** How surely each piece is heard: 1, or {@link HINTED}; pieces that are not are absent. */
export type Pieces = ReadonlyMap<string, number>;

export interface NameReader {
  /** The pieces that a question's id names: `swimming_pool` is one, `change_booking` two. Empty for names nobody knows. */
  piecesOf(id: string): readonly string[];
  hear(heard: Heard): Pieces;
}

/** How far a hint is believed, and that what ships goes by a name that often means the same. */
const HINTED = 0.5;
const RECOGNISED = 0.2;
/** Longest name looked up, in parts. */
const LONGEST = 3;

interface Wordings {
  readonly piece: string;
  readonly sure: RegExp;
  readonly hint: RegExp;
}

export function createNameReader({ names, pieces }: NameData): NameReader {
  const pieceOf = new Map<string, string>();
  const meant = new Map<string, string[]>();
  for (const [line, intents] of Object.entries(names)) {
    const known = line.split(" ");
    const [piece = line] = known;
    for (const name of known) pieceOf.set(name, piece);
    for (const intent of intents) meant.set(intent, [...(meant.get(intent) ?? []), piece]);
  }
  const wordings = new Map(
    LANGUAGES.map((language) => [language, Object.entries(pieces[language]).map(compile)] as const),
  );
  return {
    piecesOf: (id) => split(id, pieceOf),
    hear({ language, said, recognised }) {
      const heard = new Map<string, number>();
      for (const intent of recognised)
        for (const piece of meant.get(intent) ?? []) heard.set(piece, RECOGNISED);
      for (const { piece, sure, hint } of wordings.get(language) ?? []) {
        if (sure.test(said)) heard.set(piece, 1);
        else if (hint.test(said)) heard.set(piece, HINTED);
      }
      return heard;
    },
  };
}

function compile([piece, patterns]: [string, readonly string[]]): Wordings {
  const hints = patterns.filter((pattern) => pattern.startsWith("~")).map((pattern) => pattern.slice(1));
  return { piece, sure: anyOf(patterns.filter((each) => !each.startsWith("~"))), hint: anyOf(hints) };
}

/** Longest names first, so that `check_in` is not `check` and `in`; each piece once. */
function split(id: string, pieceOf: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>();
  const parts = id.split(/[_-]/);
  for (let at = 0; at < parts.length; ) {
    let size = Math.min(LONGEST, parts.length - at);
    while (size > 0 && !pieceOf.has(parts.slice(at, at + size).join("_"))) size -= 1;
    const piece = pieceOf.get(parts.slice(at, at + size).join("_"));
    if (piece !== undefined) found.add(piece);
    at += Math.max(1, size);
  }
  return [...found];
}

/** Any of some patterns, each from the start of a word to the end of one; of none, never. */
function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.length > 0 ? `\\b(?:${patterns.join("|")})(?![a-z0-9])` : "(?!)");
}

/** Any of some beginnings of words, after folding. */
export function beginnings(stems: readonly string[]): RegExp {
  return new RegExp(stems.length > 0 ? `(?:^| )(?:${stems.join("|")})` : "(?!)");
}
