import type { RoomType } from "../../domain/hotel.ts";
import type { RoomCount } from "../../domain/parts.ts";
import type { RoomKind } from "../../domain/understood.ts";
import { fold } from "../text.ts";
import { ONE } from "./calendar-words.ts";
import { missingKinds, readMissing } from "./room-kinds.ts";
import { FEATURE, type MixWords, mixWords, readMix } from "./room-mix.ts";

export interface RoomsRead {
  readonly rooms?: number;
  readonly roomType?: string;
  readonly roomMix?: readonly RoomCount[];
  readonly missingKind?: RoomKind;
}

export interface RoomWords {
  /** Longest first, so that «suite junior» wins over «suite». */
  readonly words: readonly { readonly word: string; readonly id: string }[];
  readonly count: RegExp;
  readonly mix: MixWords;
  readonly missing: ReturnType<typeof missingKinds>;
}

const NOUN =
  "habitacion(?:es)?|cuartos?|rooms?|quartos?|apartamentos?|apartments?|recamaras?|alojamientos?|piezas?|aposentos?|acomodacoes";

/** The hotel's room words of every language, folded, with a plural for each. */
export function roomWords(types: readonly RoomType[]): RoomWords {
  const words = types
    .flatMap((type) =>
      Object.values(type.words).flatMap((list) => list.map((word) => ({ word: fold(word), id: type.id }))),
    )
    .filter((entry) => entry.word.length > 1)
    .sort((a, b) => b.word.length - a.word.length);
  const alternatives = [...new Set(words.map((entry) => escapeRegExp(entry.word)))].join("|");
  const noun = alternatives ? `(?:(?:${NOUN})|(?:${alternatives})(?:s|es)?)` : `(?:${NOUN})`;
  return {
    words,
    mix: mixWords(words),
    missing: missingKinds(types),
    count: new RegExp(
      `\\b(\\d{1,3}|un|una|um|uma|a|an|one) (?:${"single|big|nice|buena|otra|boa"} )?${noun}\\b(?! ?\\d)`,
      "g",
    ),
  };
}

/**
 * How many rooms and which type. A kind the hotel lacks leaves the type open, whatever stands beside it. Two different types named («doble o suite») leave it open too: it is asked.
 */
export function readRooms(plain: string, known: RoomWords): RoomsRead {
  let left = plain;
  const found = new Set<string>();
  const features = new Set<string>();
  for (const { word, id } of known.words) {
    const at = wordAt(left, word);
    if (at < 0) continue;
    found.add(id);
    if (FEATURE.test(plain.slice(0, at))) features.add(id);
    left = left.slice(0, at) + " ".repeat(word.length) + left.slice(at + word.length);
  }
  let rooms: number | undefined;
  let total: number | undefined;
  for (const match of plain.matchAll(known.count)) {
    const word = match[1] ?? "";
    const before = plain.slice(0, match.index);
    if (ONE.has(word) && (isParty(plain, match.index, match[0]) || FEATURE.test(before))) continue;
    if (word === "a" && ARTICLE.test(before)) continue;
    const value = ONE.has(word) ? 1 : Number(word);
    if (value < 1 || value > 50) continue;
    // «two rooms, a double and a twin»: what follows tells which they are.
    if (rooms === undefined && value > 1 && TOLD_APART.test(plain.slice(match.index + match[0].length)))
      total = value;
    rooms = (rooms ?? 0) + value;
  }
  if (total !== undefined && rooms !== undefined && rooms <= 2 * total) rooms = total;
  const missingKind = readMissing(plain, known.missing);
  if (missingKind !== undefined) return { ...(rooms !== undefined ? { rooms } : {}), missingKind };
  const mix = readMix(plain, known.mix);
  if (mix) return { rooms: mix.reduce((sum, each) => sum + each.rooms, 0), roomMix: mix };
  // «a double with a sea view» is the one with the view.
  const [roomType] = found.size === 2 && features.size === 1 ? features : found;
  const told = found.size === 1 || (found.size === 2 && features.size === 1);
  return {
    ...(rooms !== undefined ? { rooms } : {}),
    ...(roomType !== undefined && told ? { roomType } : {}),
  };
}

/** What comes after is told apart from here: a list of the rooms just counted. */
const TOLD_APART = /^(?: [^.?!,:;(]*)?[,:;(-] ?(?:una?|uma?|one|an?|\d) /;

/** «um quarto para a família»: the Portuguese article, and no second room. */
const ARTICLE = /\b(?:para|pra|com|de|em|e) $/;

/** «somos un matrimonio», «para um casal» speak of people, «una matrimonial» and «um quarto de casal» of a room. */
function isParty(plain: string, at: number, text: string): boolean {
  return /(?:matrimonio|casal)s?$/.test(text) && !/(?:cama|quarto|room|de) $/.test(plain.slice(0, at));
}

function wordAt(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? " ";
    const tail = text.slice(at + word.length);
    const bounded = !/[a-z0-9]/.test(before) && /^(?:s|es)?(?![a-z0-9])/.test(tail);
    const party =
      /^(?:matrimonio|casal)$/.test(word) && /\b(?:un|um|o|em|somos|el) $/.test(text.slice(0, at));
    if (bounded && !party) return at;
  }
  return -1;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
