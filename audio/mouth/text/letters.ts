import type { Language } from "../../../src/domain/language.ts";
import { numberWords } from "./numbers.ts";

const NAMES: Readonly<Record<Language, string>> = {
  es: "a be ce de e efe ge hache i jota ka ele eme ene o pe cu erre ese te u uve doble_uve equis i_griega zeta",
  en: "ay bee see dee ee eff gee aitch eye jay kay ell em en oh pee cue ar ess tee you vee double_you ex why zee",
  pt: "á bê cê dê é efe gê agá i jota cá ele eme ene ó pê quê erre esse tê u vê dáblio xis ípsilon zê",
};

/**
 * A code read out sign by sign, with a pause after each so that it can be written down: «hache, be, siete». Signs that
 * are neither letter nor digit only make a pause. Pure.
 */
export function spellOut(code: string, language: Language): string {
  const names = NAMES[language].split(" ");
  return [...code.normalize("NFD").toUpperCase()]
    .map((sign) => {
      if (/[0-9]/.test(sign)) return numberWords(Number(sign), language);
      return names[sign.charCodeAt(0) - 65]?.replace("_", " ") ?? "";
    })
    .filter(Boolean)
    .join(", ");
}

/** Letters and digits mixed, in capitals: «HB-7K3Q». */
const MIXED =
  /(?<![\p{L}\p{N}@./-])(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\p{L}\p{N}@])/gu;
/** Capitals that nobody can read as a word: no vowel, or four consonants in a row. */
const UNREADABLE =
  /(?<![\p{L}\p{N}@./-])(?:[B-DF-HJ-NP-TV-Z]{4,}|(?=[A-Z]*[B-DF-HJ-NP-TV-Z]{4})[A-Z]{5,})(?![\p{L}\p{N}@])/gu;

/** Signs with commas between them, as the conversation spells a code for the ear: a lone «Y» or «O» would be read as a word. */
const SPELLED = /(?<![\p{L}\p{N}])[A-Z0-9](?:, [A-Z0-9]){3,}(?![\p{L}\p{N}])/gu;

/** Spells the booking codes in a text; two signs («5K») are left. Pure. */
export function spellCodes(text: string, language: Language): string {
  const spell = (code: string): string => (code.length < 4 ? code : `${spellOut(code, language)}`);
  return text
    .replace(SPELLED, (code) => (/[A-Z]/.test(code) ? spellOut(code, language) : code))
    .replace(MIXED, spell)
    .replace(UNREADABLE, spell);
}
