import type { ConversationEvent } from "../conversation/contract.ts";
import type { rulesOf } from "../domain/desk-rules.ts";
import type { ConversationRow } from "../store/contract.ts";
import { writeTurn } from "./commit.ts";
import type { PipelineContext } from "./context.ts";
import { contactOf, stateOf } from "./conversation.ts";
import { runSteps } from "./run-steps.ts";
import { wayTo } from "./way.ts";

/** What will be said to a guest who did not just write. `write` joins a transaction; without it nothing can be said. */
export interface Unasked {
  readonly write?: () => void;
  /** Why nothing can be said; missing when it can. */
  readonly why?: string;
}

/**
 * Words for a guest that no message of theirs asked for, as text within WhatsApp's window and as a template after it.
 * `parameters` are the template's, in order. In the guest's lane only.
 */
export async function unasked(
  context: PipelineContext,
  row: ConversationRow,
  event: ConversationEvent,
  how: {
    readonly key: string;
    readonly at: number;
    readonly templates: keyof ReturnType<typeof rulesOf>["templates"];
    /** In order; `words`: the one parameter is what would have been said. */
    readonly parameters: readonly string[] | "words";
  },
): Promise<Unasked> {
  const state = stateOf(context, row);
  if (row.mode === "person") return { why: "a person has the conversation" };
  const way = wayTo(context, row, state.language, how.templates, how.at);
  if (way.kind === "none") {
    return { why: "over 24 hours since the guest wrote, and no template is configured" };
  }
  const result = await runSteps(context, row.id, state, [event], contactOf(row));
  if (result.replies.length === 0) return { why: "there is nothing to be said" };
  // A template's parameter takes no line breaks (Cloud API).
  const words = result.replies
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, " ");
  const parameters = how.parameters === "words" ? [words] : how.parameters;
  const template = way.kind === "text" ? {} : { template: { name: way.name, code: way.code, parameters } };
  const frame = { conversation: row, key: how.key, at: how.at, spoken: false, ...template };
  return { write: () => writeTurn(context, frame, result) };
}
