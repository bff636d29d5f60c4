import type { PhoneConfig } from "../config/phone.ts";
import { trimHour } from "../conversation/format.ts";
import { greetingAt } from "../conversation/greeting.ts";
import { type PhraseBook, phrase } from "../conversation/phrases.ts";
import type { Language } from "../domain/language.ts";
import type { WakeUps } from "../pipeline/schedule/wake-ups.ts";

export interface WakeUpParts {
  readonly rooms: PhoneConfig["rooms"];
  /** Undefined until the phone has been started. */
  readonly phrases: () => PhraseBook | undefined;
  /** Resolves when it was answered; `said` when it was said, true when it was heard to its end. */
  readonly ring: (
    number: string,
    text: string,
    language: Language,
  ) => Promise<{ readonly said: Promise<boolean> }>;
  /** Told why nothing could be said. */
  readonly failed: (error: unknown) => void;
}

/** Wake-up calls on the hotel's line: to the room's telephone, or to the guest's own where the room has none. */
export function phoneWakeUps({ rooms, phrases, ring, failed }: WakeUpParts): WakeUps {
  return {
    async ring({ room, phone, language, time }) {
      const number = Object.keys(rooms).find((each) => rooms[each] === room) ?? phone;
      const book = phrases();
      if (number === undefined || !book) return "unanswered";
      const greeting = greetingAt(book, language, time);
      const words = phrase(book, language, "phone.wake_up", { greeting, time: trimHour(time) });
      const { said } = await ring(number, words.speech, language);
      try {
        return (await said) ? "heard" : "cut_short";
      } catch (error) {
        failed(error);
        return "voiceless";
      }
    },
  };
}
