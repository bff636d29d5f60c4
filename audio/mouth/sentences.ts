/** Longer lines espeak breaks up by itself, with pauses in the wrong places. */
const LONGEST = 300;

/** Behind a full stop, unless it only shortens a title or the like. */
const SENTENCE_END =
  /(?<=[.!?…])(?<!(?<!\p{L})(?:Sr|Sra|Srta|Dr|Dra|Mr|Mrs|Ms|Tel|Avd?a?|Ext|St)\.)\s+|\n+/iu;

/**
 * A text as the lines that are spoken one by one: sentences, and parts of sentences where one is too long. This is
 * also where speech can be cut cleanly. Pure; no line is empty.
 */
export function sentences(text: string): string[] {
  return text
    .split(SENTENCE_END)
    .flatMap((sentence) => (sentence.length > LONGEST ? parts(sentence) : [sentence]))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function parts(sentence: string): string[] {
  const out: string[] = [];
  let line = "";
  for (const word of sentence.split(/(?<=[,;:])\s+|(?<=\s)(?=\S)/u)) {
    if (line.length + word.length > LONGEST && line) {
      out.push(line);
      line = "";
    }
    line += line.endsWith(" ") || !line ? word : ` ${word}`;
  }
  return [...out, line];
}
