import type { RoomType } from "../../domain/hotel.ts";
import { ROOM_KINDS, type RoomKind } from "../../domain/understood.ts";
import { fold } from "../text.ts";

/** What a guest calls each kind in the three languages, folded. */
const SAID: Readonly<Record<RoomKind, string>> = {
  single: "(?:habitacion|cuarto|quarto|1|una?) (?:individual|sencilla|de solteiro)|single rooms?",
  triple:
    "(?:(?<=^|(?:habitacion(?:es)?|cuartos?|quartos?|rooms?|1|\\d|una?|uma?|a|y|e|o|and|or|ou) )tripl[eoa]s?|tripl[eoa]s? (?:rooms?|habitaci\\w+|quartos?))(?! (?:\\d|the|that|of|what|del precio|check\\w*|espresso|glaz\\w*))",
  quadruple: "(?:cuadruple|quadruple|quadruplo|quadrupla)s?|quad rooms?",
  family:
    "family rooms?|(?:habitacion(?:es)?|cuartos?|quartos?|suite|1|una) familiar(?:es)?|quartos? (?:de|para) familia",
  suite: "(?<!\\ben[ -])suites?",
  jacuzzi:
    "(?:rooms?|suites?|bedrooms?|doubles?|habitacion(?:es)?|cuartos?|dobles?|quartos?|duplos?)\\b[^.?!,]{0,25}\\b(?:with|con|com) (?:(?:a|an|1|un|um|private|own) )*(?:jacuzzis?|yacuzzis?|jacuzis?|hot tub|whirlpool|hidromasaje|hidromassagem|banheira de hidromassagem)|jacuzzi (?:rooms?|suites?)",
  shared:
    "(?:shared|dormitory|dorm) (?:rooms?|beds?)|beds? in a (?:shared )?dorm\\w*|(?:habitacion(?:es)?|cuartos?|dormitorios?) compartid[oa]s?|quartos? (?:compartilhado|partilhado|coletivo)s?",
};

/** What shows in a hotel's own words that it has the kind. */
const OWN: Readonly<Record<RoomKind, string>> = {
  single: "individual|sencilla|simple|single|solteiro",
  triple: "tripl[eoa]",
  quadruple: "[cq]uadrupl|quad\\b",
  family: "famil",
  suite: "suite",
  jacuzzi: "jacuz|yacuz|hot tub|whirlpool|hidromas",
  shared: "shared|dorm|compart|partilh|colet",
};

/** Kinds of room that guests ask hotels for and this one does not have, by its names, descriptions and words. */
export function missingKinds(types: readonly RoomType[]): readonly (readonly [RoomKind, RegExp])[] {
  if (types.length === 0) return [];
  const own = types
    .flatMap(({ id, name, description, words }) => [
      id,
      ...Object.values(name),
      ...Object.values(description),
      ...Object.values(words).flat(),
    ])
    .map(fold)
    .join("\n");
  return ROOM_KINDS.filter((kind) => !new RegExp(OWN[kind]).test(own)).map((kind) => [
    kind,
    // «no quiero una triple, quiero una doble»: what is refused is not asked for.
    new RegExp(
      `(?<!\\b(?:no|not|sin|sem|nao|without) (?:\\w+ ){0,2})(?<![a-z0-9])(?:${SAID[kind]})(?![a-z0-9])`,
    ),
  ]);
}

/** The kind of room that is asked for and is not to be had. */
export function readMissing(plain: string, missing: ReturnType<typeof missingKinds>): RoomKind | undefined {
  // «una suite con jacuzzi»: what is rarest says best what is wanted.
  return missing.findLast(([, said]) => said.test(plain))?.[0];
}
