import type { Language } from "../../../src/domain/language.ts";
import { inThrees } from "./contact.ts";
import { type Agreement, decimalWords, digitWords, numberWords, readNumber } from "./numbers.ts";
import { ordinalEn } from "./numbers-en.ts";

/** Feminine nouns that a hotel counts, by their beginnings and by their ends. */
const FEMININE =
  /^(?:noche|habitaci|suite|doble|llave|noite|su[íi]te|chave)|(?:as?|ci[óo]n|ciones|si[óo]n|siones|ç[ãõ]o|ções|dad|dades?|gens?)$/iu;
/** Masculine ones that end so. */
const MASCULINE =
  /^(?:d[ií]as?|mapas?|planetas?|pijamas?|programas?|(?:problem|sistem|tem|idiom|diplom)as?)$/iu;
const ROOM =
  /(?<![\p{L}])(habitaci[óo]n|cuarto|room|quarto|apartamento)( (?:n[úu]mero|number|n\.?[ºo]) | )(\d{3,4})(?![\p{L}\p{N}])/giu;
const PERCENT: Readonly<Record<Language, string>> = { es: "por ciento", en: "percent", pt: "por cento" };
const PLAIN = /(?<![\p{L}\p{N}])(\d+(?:[.,]\d+)*)(?![\p{N}])([ \t]?%)?(?:([ \t]+)(\p{L}+))?/gu;
const ORDINAL_EN = /(?<![\p{L}\p{N}])(\d{1,3})(?:st|nd|rd|th)\b/gu;
const ORDINALS = {
  es: "primer segund tercer cuart quint sext séptim octav noven décim".split(" "),
  pt: "primeir segund terceir quart quint sext sétim oitav non décim".split(" "),
} as const;

/** Room numbers digit by digit, ordinals, per cents, and every number left, agreeing with the noun behind it. Pure. */
export function readCounts(text: string, language: Language): string {
  const rooms = text.replace(
    ROOM,
    (_, noun: string, link: string, digits: string) => `${noun}${link}${digitWords(digits, language)}`,
  );
  const ordinals =
    language === "en"
      ? rooms.replace(ORDINAL_EN, (_, digits: string) => ordinalEn(Number(digits)))
      : rooms.replace(/(?<![\p{L}\p{N}])(10|[1-9])\.?([ºª])/gu, (_, digits: string, mark: string) => {
          return `${ORDINALS[language][Number(digits) - 1]}${mark === "º" ? "o" : "a"}`;
        });
  // «7A» is two things to the ear.
  const apart = ordinals.replace(/(?<=\d)(?=\p{Lu}(?!\p{L}))/gu, " ");
  return apart.replace(PLAIN, (_, written: string, percent?: string, space = "", noun = "") => {
    const tail = `${space}${noun}`;
    const read = readNumber(written, language);
    if (!read) return `${digitWords(written, language)}${tail}`;
    if (read.decimals) {
      const words = decimalWords(read.whole, read.decimals, language);
      return `${words}${percent ? ` ${PERCENT[language]}` : ""}${tail}`;
    }
    if (percent) return `${numberWords(read.whole, language)} ${PERCENT[language]}${tail}`;
    // Nobody writes so large a count in one piece: it is an account or a telephone.
    if (/^\d{7,}$/.test(written)) {
      const groups = inThrees(written).map((group) => digitWords(group, language));
      return `${groups.join(", ")}${tail}`;
    }
    if (/^0\d/.test(written)) return `${digitWords(written, language)}${tail}`;
    return `${numberWords(read.whole, language, agreement(noun))}${tail}`;
  });
}

const NOT_COUNTED =
  /^(?:y|e|o|u|a|al|ou|de|del|do|da|en|em|and|or|to|para|por|con|com|es|son|é|hasta|até|la|el|los|las|esta|cada|ya|una|nada|uma|na|já)$/i;

function agreement(noun: string): Agreement {
  if (noun === "" || NOT_COUNTED.test(noun)) return "alone";
  return FEMININE.test(noun) && !MASCULINE.test(noun) ? "feminine" : "masculine";
}
