const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:primer[oa]?|primeir[oa]|1st|first)\b/, 1],
  [/\b(?:segund[oa]|2nd|second)\b/, 2],
  [/\b(?:tercer[oa]?|terceir[oa]|3rd|third)\b/, 3],
  [/\b(?:cuart[oa]|quart[oa]|4th|fourth)\b/, 4],
  [/\b(?:quint[oa]|5th|fifth)\b/, 5],
];
const NUMBERED =
  /\b(?:opcion|opcao|option|numero|number|la|el|a|o|the|choice|n)\s*(?:numero|number|n)?\s*(\d{1,2})\b/;
const CHEAPEST =
  /\b(?:mas (?:barat[oa]|economic[oa])|cheapest|least expensive|mais (?:barat[oa]|em conta|economic[oa]))\b/;
const DEAREST = /\b(?:mas car[oa]|most expensive|dearest|priciest|mais car[oa])\b/;
/** More than an answer wants something besides («avísame cuando haya una más barata»). */
const CHOICE_WORDS = 6;
/** «from the 5th to the 7th», «de 5 a 7»: dates, not a choice. */
const RANGE = /\d(?:st|nd|rd|th)?\s*(?:-|al?|hasta|to|until|till|ate|ao)\s*(?:the |el |o |dia )*\d/;
const EXPLICIT = /\b(?:opcion|opcao|option|choice)\b/;

/**
 * Which of the things offered, counted from 1: «la segunda», «option 3», «2». Outside the question only an explicit
 * «opción 2» counts: «la segunda» may be a Portuguese Monday.
 */
export function readChoice(plain: string, asked: boolean): number | undefined {
  if (!asked && !EXPLICIT.test(plain)) return undefined;
  if (RANGE.test(plain)) return undefined;
  const bare = /^\W*(\d{1,2})(?:[.)!]|\s*(?:por favor|please))*\s*$/.exec(plain);
  if (bare) return Number(bare[1]);
  const numbered = NUMBERED.exec(plain);
  if (numbered) return Number(numbered[1]);
  const ordinal = ORDINALS.find(([pattern]) => pattern.test(plain));
  return ordinal?.[1];
}

/** A choice by price, whatever order things were offered in: «la más barata», «the most expensive one». */
export function readChoicePrice(plain: string): "cheapest" | "dearest" | undefined {
  if (plain.split(/\s+/).length > CHOICE_WORDS || plain.includes("?")) return undefined;
  if (CHEAPEST.test(plain)) return "cheapest";
  return DEAREST.test(plain) ? "dearest" : undefined;
}
