import { en } from "./words/en.js";
import { es } from "./words/es.js";
import { pt } from "./words/pt.js";

export const WORDS = { es, en, pt };

/** What went wrong and what to do, in the reader's language where we have it, else as the daemon says it. */
export function failureText(failure, words) {
  const [message, cure] = words.failures[failure.code] ?? [failure.message, failure.cure];
  return { message, cure };
}
