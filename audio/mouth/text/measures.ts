import type { Language } from "../../../src/domain/language.ts";

type Names = readonly [one: string, many: string];

/** What rooms, beds, dogs and ways are measured in, as it is said. */
const MEASURES: Readonly<Record<string, Readonly<Record<Language, Names>>>> = {
  "m²": {
    es: ["metro cuadrado", "metros cuadrados"],
    en: ["square metre", "square metres"],
    pt: ["metro quadrado", "metros quadrados"],
  },
  km: {
    es: ["kilómetro", "kilómetros"],
    en: ["kilometre", "kilometres"],
    pt: ["quilômetro", "quilômetros"],
  },
  cm: {
    es: ["centímetro", "centímetros"],
    en: ["centimetre", "centimetres"],
    pt: ["centímetro", "centímetros"],
  },
  kg: { es: ["kilo", "kilos"], en: ["kilo", "kilos"], pt: ["quilo", "quilos"] },
  min: { es: ["minuto", "minutos"], en: ["minute", "minutes"], pt: ["minuto", "minutos"] },
  m: { es: ["metro", "metros"], en: ["metre", "metres"], pt: ["metro", "metros"] },
};

const MEASURE = /(?<![\p{L}\p{N}.,])(\d+(?:[.,]\d+)*)[ \t]?(m²|m2|km|cm|kg|min|m)(?![\p{L}\p{N}²³])/gu;

/** «18 m²» as «18 metros cuadrados»; the number stays for the rules that follow. Pure. */
export function readMeasures(text: string, language: Language): string {
  return text.replace(MEASURE, (whole, amount: string, measure: string) => {
    const names = MEASURES[measure === "m2" ? "m²" : measure]?.[language];
    if (!names) return whole;
    return `${amount} ${names[amount === "1" ? 0 : 1]}`;
  });
}
