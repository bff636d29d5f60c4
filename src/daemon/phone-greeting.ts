import type { Mouth } from "../../audio/mouth/mouth.ts";
import { type PhraseBook, phrase } from "../conversation/phrases.ts";
import type { HotelFacts } from "../domain/hotel.ts";
import type { Language } from "../domain/language.ts";

/**
 * The greeting, spoken once and kept: a call is answered with it at once. Undefined when there is no voice: the call is
 * answered all the same.
 */
export function greetings(
  mouth: Pick<Mouth, "speak">,
  language: Language,
): (text: string) => Promise<Int16Array | undefined> {
  const kept = new Map<string, Int16Array>();
  return async (text) => {
    const known = kept.get(text);
    if (known) return known;
    try {
      const sound = await mouth.speak(text, language);
      kept.set(text, sound);
      return sound;
    } catch {
      return undefined;
    }
  };
}

/** What a call is answered with, in the hotel's language: who speaks, the notice, and the question. */
export function greetingText(
  phrases: PhraseBook,
  hotel: Pick<HotelFacts, "name" | "defaultLanguage">,
  recorded: boolean,
): string {
  const language = hotel.defaultLanguage;
  const parts = [
    phrase(phrases, language, "phone.greeting", { hotel: hotel.name }),
    phrase(phrases, language, recorded ? "phone.notice_recorded" : "phone.notice", {}),
    phrase(phrases, language, "anything", {}),
  ];
  return parts.map(({ speech }) => speech).join(" ");
}
