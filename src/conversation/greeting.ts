import type { Language } from "../domain/language.ts";
import { type PhraseBook, phrase } from "./phrases.ts";
import type { Words } from "./words.ts";

/** From when on, as hours of the hotel's wall, one wishes a good afternoon and a good evening. */
const FROM: Readonly<Record<Language, readonly [afternoon: number, evening: number]>> = {
  es: [12, 20],
  en: [12, 18],
  pt: [12, 19],
};
/** Who is woken before that has not been to bed for long, but their day begins all the same. */
const MORNING = 3;

/** «Buenos días», «Buenas tardes», «Buenas noches»: what is wished at `HH:MM`. Pure. */
export function greetingAt(book: PhraseBook, language: Language, time: string): Words {
  const hour = Number(time.slice(0, time.indexOf(":")));
  const [afternoon, evening] = FROM[language];
  if (hour < MORNING || hour >= evening) return phrase(book, language, "greeting.evening", {});
  return phrase(book, language, hour < afternoon ? "greeting.morning" : "greeting.afternoon", {});
}
