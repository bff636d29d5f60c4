/** The same thing for the eye and for the ear. */
export interface Words {
  readonly text: string;
  readonly speech: string;
}

export function both(text: string, speech: string = text): Words {
  return { text, speech };
}

/** Joins parts with the same separator for eye and ear. Empty parts are left out. */
export function joinWords(parts: readonly Words[], separator: string, spoken: string = separator): Words {
  const some = parts.filter((part) => part.text !== "");
  return both(some.map((part) => part.text).join(separator), some.map((part) => part.speech).join(spoken));
}
