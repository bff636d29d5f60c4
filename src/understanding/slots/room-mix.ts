import type { RoomCount } from "../../domain/parts.ts";
import { fold } from "../text.ts";
import { ONE } from "./calendar-words.ts";

/** Finds «dos dobles y una familiar»: each type with a number of its own. */
export interface MixWords {
  readonly ids: ReadonlyMap<string, string>;
  readonly counted: RegExp | undefined;
}

/** «with a sea view», «con una terraza»: what a room has, and no room beside it. */
export const FEATURE = /\b(?:with|con|com) (?:(?:a|an|un|una|um|uma|the|la|el|o) )?$/;

const COUNT = "\\d{1,2}|un|una|um|uma|a|an|one";
const ADJECTIVE = "(?:nice|big|buena|boa|otra|outro|outra) ";
const NOUN =
  "(?:habitacion(?:es)?|cuartos?|rooms?|quartos?|recamaras?|apartamentos?|suites?) (?:de |con |com |tipo )?";

/** `words` are folded, longest first. */
export function mixWords(words: readonly { readonly word: string; readonly id: string }[]): MixWords {
  const alternatives = words.map(({ word }) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const tail = "(?:s|es)?(?![a-z0-9])";
  return {
    // A word of two types is the first one's, as everywhere.
    ids: new Map([...words].reverse().map(({ word, id }) => [fold(word), id])),
    counted:
      alternatives === ""
        ? undefined
        : new RegExp(`(?<![a-z0-9])(${COUNT}) (?:${ADJECTIVE})?(${NOUN})?(${alternatives})${tail}`, "g"),
  };
}

/** How many rooms of which type, when two types or more are counted; undefined otherwise. */
export function readMix(plain: string, { ids, counted }: MixWords): RoomCount[] | undefined {
  if (counted === undefined) return undefined;
  const found = new Map<string, number>();
  for (const { index, 1: count = "", 2: noun, 3: word = "" } of plain.matchAll(counted)) {
    // «una doble o una triple» asks for one of them.
    if (/(?:^| )(?:o|or|ou) $/.test(plain.slice(0, index)) && found.size > 0) return undefined;
    if (ONE.has(count) && FEATURE.test(plain.slice(0, index))) continue;
    // «somos un matrimonio», «um casal» are people; «una de matrimonio», «um quarto de casal» are rooms.
    if (noun === undefined && ONE.has(count) && /^(?:matrimonio|casal|familia)$/.test(word)) continue;
    const id = ids.get(word);
    const rooms = ONE.has(count) ? 1 : Number(count);
    if (id !== undefined && rooms >= 1 && rooms <= 50) found.set(id, (found.get(id) ?? 0) + rooms);
  }
  if (found.size < 2) return undefined;
  return [...found].map(([roomType, rooms]) => ({ roomType, rooms }));
}
