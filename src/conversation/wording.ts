import type { Language } from "../domain/language.ts";

/** How a hotel speaks to its guests where a language has several ways: «tú», «vos» or «usted»; Brazil or Portugal. */
export interface Wording {
  readonly es: "tu" | "vos" | "usted";
  readonly pt: "br" | "pt";
}

/** What the phrase files say as they are written. */
export const USUAL_WORDING: Wording = { es: "tu", pt: "br" };

/** What is said otherwise in one wording: an expression and what replaces it, both in small letters. */
export type Forms = Readonly<Record<string, string>>;
/** `forms.es.usted`, `forms.es.vos`, `forms.pt.pt`. */
export type AllForms = Readonly<Partial<Record<Language, Readonly<Record<string, Forms>>>>>;

/** What rewords a phrase as the hotel wants it; placeholders stay as they are. */
export type Reword = (template: string) => string;

const PLACEHOLDER = /(\{\w+\})/;

export function rewording(all: AllForms, wording: Wording, language: Language): Reword {
  const chosen = language === "en" ? undefined : all[language]?.[wording[language]];
  if (!chosen) return (template) => template;
  const longestFirst = Object.keys(chosen).sort((a, b) => b.length - a.length);
  const expression = new RegExp(`(?<![\\p{L}])(?:${longestFirst.join("|")})(?![\\p{L}])`, "giu");
  const reword = (text: string): string =>
    text.replace(expression, (found) => withCase(found, chosen[found.toLowerCase()] ?? found));
  return (template) =>
    template
      .split(PLACEHOLDER)
      .map((piece) => (PLACEHOLDER.test(piece) ? piece : reword(piece)))
      .join("");
}

function withCase(found: string, said: string): string {
  const first = found.charAt(0);
  return first === first.toLowerCase() ? said : said.charAt(0).toUpperCase() + said.slice(1);
}
