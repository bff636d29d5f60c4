import { type ListElsewhere, listOf } from "../domain/list.ts";
import { buttonsFor } from "./buttons.ts";
import type { Choices } from "./turn.ts";

export type { Choices } from "./turn.ts";

/** What can be tapped. `description` and `section` show in lists only. */
export interface Option {
  readonly action: string;
  readonly title: string;
  readonly description?: string;
  readonly section?: string;
}

/** More than this many are a list. */
const MOST_BUTTONS = 3;

/**
 * Up to three options as buttons, up to ten as a list; more are left to the text, which numbers them. Ids end in `#` and
 * the question's number.
 */
export function choicesFor(
  questions: number,
  options: readonly Option[],
  list: { readonly button: string; readonly elsewhere: ListElsewhere },
): Choices {
  if (options.length === 0) return {};
  if (options.length <= MOST_BUTTONS) return { buttons: buttonsFor(questions, options) };
  const rows = options.map(({ action, ...shown }) => ({ id: `${action}#${questions}`, ...shown }));
  const made = listOf(list.button, rows, list.elsewhere);
  return made ? { list: made } : {};
}
