const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:primer[oa]?|primeir[oa]|1st|first)\b/, 1],
  [/\b(?:segund[oa]|2nd|second)\b/, 2],
  [/\b(?:tercer[oa]?|terceir[oa]|3rd|third)\b/, 3],
  [/\b(?:cuart[oa]|quart[oa]|4th|fourth)\b/, 4],
  [/\b(?:quint[oa]|5th|fifth)\b/, 5],
];
const NUMBERED =
  /\b(?:opcion|opcao|option|numero|number|la|el|a|o|the|choice|n)\s*(?:numero|number|n)?\s*(\d{1,2})\b/;
const CHEAPEST = /\b(?:mas (?:barat[oa]|economic[oa])|cheapest|mais (?:barat[oa]|em conta|economic[oa]))\b/;
/** «from the 5th to the 7th», «de 5 a 7»: dates, not a choice. */
const RANGE = /\d(?:st|nd|rd|th)?\s*(?:-|al?|hasta|to|until|till|ate|ao)\s*(?:the |el |o |dia )*\d/;
const EXPLICIT = /\b(?:opcion|opcao|option|choice)\b/;

/**
 * Which of the things offered, counted from 1: «la segunda», «option 3», «2», «la más barata» (offers are cheapest
 * first). Outside the question only an explicit «opción 2» counts: «la segunda» may be a Portuguese Monday.
 */
export function readChoice(plain: string, asked: boolean): number | undefined {
  if (!asked && !EXPLICIT.test(plain)) return undefined;
  if (RANGE.test(plain)) return undefined;
  const bare = /^\W*(\d{1,2})(?:[.)!]|\s*(?:por favor|please))*\s*$/.exec(plain);
  if (bare) return Number(bare[1]);
  const numbered = NUMBERED.exec(plain);
  if (numbered) return Number(numbered[1]);
  const ordinal = ORDINALS.find(([pattern]) => pattern.test(plain));
  if (ordinal) return ordinal[1];
  return asked && CHEAPEST.test(plain) ? 1 : undefined;
}
