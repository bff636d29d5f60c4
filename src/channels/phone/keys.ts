import type { Clock } from "../../platform/clock.ts";
import { type DigitMeaning, digitMeaning, type KeysFor } from "./digits.ts";

/** A number without # at its end is whole when so many digits came and no other for so long. */
const NUMBER_DIGITS = 9;
const NUMBER_MS = 3_000;

/** The keys pressed on one call. */
export interface Keys {
  /** What the keys so far mean to where the conversation stands; in the menu to the menu. */
  press(digit: string, standing: KeysFor, menu: boolean): DigitMeaning;
  /** What was begun is given up: the caller said it instead. */
  clear(): void;
}

/** `late` gets a number that nobody ended. */
export function createKeys(clock: Clock, late: (number: string) => void): Keys {
  let digits = "";
  let cancel = (): void => undefined;

  function clear(): void {
    cancel();
    digits = "";
  }

  return {
    clear,
    press(digit, standing, menu) {
      cancel();
      // It means nothing: a handset's button is told as one.
      if (digit !== "*") digits += digit;
      const meaning = digitMeaning(digits, standing, menu);
      if (meaning.kind !== "more") {
        digits = "";
        return meaning;
      }
      const number = digits.replace(/\D/g, "");
      if (number.length >= NUMBER_DIGITS) {
        cancel = clock.after(NUMBER_MS, () => {
          clear();
          late(number);
        });
      }
      return meaning;
    },
  };
}
