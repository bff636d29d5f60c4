import { clip } from "../domain/clip.ts";
import type { Button } from "../domain/message.ts";
import type { ConversationState } from "./contract.ts";

/** Cloud API limits for reply buttons. */
const MOST = 3;
const TITLE = 20;

/** What a tap means: an action and, for choices, which one. `stale` when its question is not the open one. */
export interface Tap {
  readonly action: string;
  readonly argument?: string;
  readonly stale: boolean;
}

/** Buttons of the question about to be put: ids end in `#` and the question's number, titles are cut to fit and made unique. */
export function buttonsFor(
  questions: number,
  wanted: readonly { readonly action: string; readonly title: string }[],
): Button[] {
  if (wanted.length > MOST) return [];
  const seen = new Set<string>();
  return wanted.map(({ action, title }, index) => {
    let fitted = clip(title, TITLE);
    if (seen.has(fitted)) fitted = clip(`${index + 1}. ${title}`, TITLE);
    seen.add(fitted);
    return { id: `${action}#${questions}`, title: fitted };
  });
}

/** Reads a button's id. One without a number is taken for the open question's. */
export function readTap(id: string, state: ConversationState): Tap {
  const [head = "", number] = id.split("#");
  const colon = head.indexOf(":");
  const action = colon < 0 ? head : head.slice(0, colon);
  const argument = colon < 0 ? undefined : head.slice(colon + 1);
  const open = state.question !== undefined && Number(number) === state.questions;
  // A subject is asked for by its row as by its name, however old the list.
  const stale = number !== undefined && !open && action !== "topic";
  return { action, stale, ...(argument === undefined ? {} : { argument }) };
}
