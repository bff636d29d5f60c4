import type { Language } from "../../domain/language.ts";

/** What is asked of a model: which of some intents a guest means. */
export interface Doubt {
  readonly text: string;
  readonly language: Language;
  readonly candidates: readonly string[];
}

/** A model on this machine that is asked when words alone leave a doubt. */
export interface Adviser {
  readonly name: string;
  /**
   * The candidates that are meant: none of them where it cannot tell either. Rejects when it does not answer in time,
   * or answers anything but candidates.
   */
  choose(doubt: Doubt): Promise<readonly string[]>;
}

/** Phrases by which an intent is known in a language, a few. */
export type Examples = (intent: string, language: Language) => readonly string[];
