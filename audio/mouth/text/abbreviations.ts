import type { Language } from "../../../src/domain/language.ts";

/** What is written short in addresses, hours and names, and how it is said. The order matters. */
const SHORT: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  es: [
    [/(?<![\p{L}\p{N}])[cC]\/ ?(?=\p{Lu})/gu, "calle "],
    [/(?<!\p{L})n\.?[ºo] ?(?=\d)/giu, "número "],
    [/(?<!\p{L})Avd?a?\. (?=\p{L})/gu, "avenida "],
    [/(?<!\p{L})C\. ?P\.:? ?(?=\d)/gu, "código postal "],
    [/(?<!\p{L})tel\.:? ?(?=[\d+(])/giu, "teléfono "],
    [/(?<!\p{L})ext\. ?(?=\d)/giu, "extensión "],
    [/(?<![\p{N}/])1\/2 (?=pensi[óo]n)/giu, "media "],
    [/(?<![\p{L}\p{N}])1er(?!\p{L})/gu, "primer"],
    [/(?<![\p{L}\p{N}])3er(?!\p{L})/gu, "tercer"],
    [/(?<![\p{N}/])24 ?\/ ?7(?![\p{N}/])/gu, "a todas horas, todos los días"],
  ],
  en: [
    [/#(?=\d)|(?<!\p{L})No\. ?(?=\d)/gu, "number "],
    [/(?<!\p{L})tel\.:? ?(?=[\d+(])/giu, "telephone "],
    [/(?<!\p{L})ext\. ?(?=\d)/giu, "extension "],
    [/(?<![\p{N}/])24 ?\/ ?7(?![\p{N}/])/gu, "twenty-four seven"],
  ],
  pt: [
    [/(?<!\p{L})n\.?[ºo] ?(?=\d)/giu, "número "],
    [/(?<![\p{N}/])1\/2 (?=pensão)/giu, "meia "],
    [/(?<!\p{L})Av\. (?=\p{L})/gu, "avenida "],
    [/(?<!\p{L})tel\.:? ?(?=[\d+(])/giu, "telefone "],
    [/(?<![\p{N}/])24 ?\/ ?7(?![\p{N}/])/gu, "a toda hora, todos os dias"],
  ],
};
/** «7.30» and «19.30 h», as Spain writes the hour: behind an article, or before the h. */
const DOTTED =
  /(?<=(?<!\p{L})l?[aà]s? )([01]?\d|2[0-4])\.([0-5]\d)(?![\d.,]*\d)|(?<![\p{L}\p{N}.,])([01]?\d|2[0-4])\.([0-5]\d)(?= ?h(?![\p{L}\p{N}]))/giu;
const POSTAL =
  /(?<=(?:código postal|CEP|CP|postcode|zip(?: code)?):? )\d{4,5}(?:-\d{3,4})?(?![\p{L}\p{N}])/giu;

/** Short forms as they are said; digits stay for the rules that follow, a postal code's with spaces between. Pure. */
export function readAbbreviations(text: string, language: Language): string {
  const long = SHORT[language].reduce((said, [short, word]) => said.replace(short, word), text);
  const hours = language === "en" ? long : long.replace(DOTTED, (_, a, b, c, d) => `${a ?? c}:${b ?? d}`);
  return hours.replace(POSTAL, (code) =>
    code
      .split("-")
      .map((part) => [...part].join(" "))
      .join(", "),
  );
}
