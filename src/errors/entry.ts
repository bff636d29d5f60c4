/** What one error exits with, what HTTP says, the sentence and the cure; `{name}` is filled from its details. */
export interface ErrorEntry {
  readonly exit: number;
  readonly http: number;
  readonly sentence: string;
  readonly cure: string;
}

export const entry = (exit: number, http: number, sentence: string, cure: string): ErrorEntry => ({
  exit,
  http,
  sentence,
  cure,
});
