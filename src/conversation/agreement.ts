import type { Language } from "../domain/language.ts";

/** A word of the phrase right before what fills it, its verb where that agrees too, and how it reads there. Only what is written in our files changes. */
type Fit = (word: string, value: string) => string;

const ONE_O_CLOCK = /^0?1[:.]\d\d(?!\d)/;

const ES_ONE: Readonly<Record<string, string>> = {
  las: "la",
  Las: "La",
  "son las": "es la",
  "Son las": "Es la",
};
const PT_ONE: Readonly<Record<string, string>> = { às: "à", das: "da", as: "a", são: "é", São: "É" };

const FITS: Readonly<Record<Language, Fit>> = {
  /** «hasta la 1:05», «es la 1:05», «recepción u otra», «padres e hijos». */
  es: (word, value) => {
    if (ONE_O_CLOCK.test(value)) return ES_ONE[word] ?? word;
    if (word === "o" && /^h?[oó]/i.test(value)) return "u";
    return word === "y" && /^h?[ií](?![aeo])/i.test(value) ? "e" : word;
  },
  en: (word) => word,
  /** «até à 1:05», «é 1:05». */
  pt: (word, value) => (ONE_O_CLOCK.test(value) ? (PT_ONE[word] ?? word) : word),
};

const FILLED = /(?:((?<!\p{L})[Ss]on las|\p{L}+)( ))?\{(\w+)\}/gu;

/** Fills a phrase, the word before each placeholder agreeing with what fills it. */
export function fillIn(template: string, language: Language, filling: (name: string) => string): string {
  return template.replace(FILLED, (_whole, word: string | undefined, space: string, name: string) => {
    const value = filling(name);
    return word === undefined ? value : `${FITS[language](word, value)}${space}${value}`;
  });
}
