/** The same thing for the eye and for the ear. */
export interface Words {
  readonly text: string;
  readonly speech: string;
}

export function both(text: string, speech: string = text): Words {
  return { text, speech };
}

/** A written text as it can be read aloud: no bullets, emphasis marks or emoji, lines run on. */
export function forEar(text: string): string {
  return text
    .replace(/^[•\-–]\s+/gm, "")
    .replace(/[*_~`]|\p{Extended_Pictographic}\uFE0F?/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** With a capital at the start, for a name that opens a sentence or a line. */
export function capital(words: Words): Words {
  const raise = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return both(raise(words.text), raise(words.speech));
}

/** Without the capital of a button's title, for the middle of a sentence. */
export function uncapital(words: Words): Words {
  const lower = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);
  return both(lower(words.text), lower(words.speech));
}

/** Joins parts with the same separator for eye and ear. Empty parts are left out. */
export function joinWords(parts: readonly Words[], separator: string, spoken: string = separator): Words {
  const some = parts.filter((part) => part.text !== "");
  return both(some.map((part) => part.text).join(separator), some.map((part) => part.speech).join(spoken));
}
