import { TRANSACTIONS } from "../domain/question.ts";
import type { Understood } from "../domain/understood.ts";

/** What a message asks the conversation to do, in order. Deciding is the conversation's; this is how it was heard. */
export type UnderstoodCommand =
  /** Moves a booking or a conversation, or begins to: `book`, `cancel_booking`, `person`… */
  | { readonly command: "start"; readonly intent: string }
  /** A question to answer: `breakfast`, or one of the hotel's own. */
  | { readonly command: "answer"; readonly intent: string }
  /** A yes, a no, a greeting… */
  | { readonly command: "reply"; readonly intent: string }
  | { readonly command: "set"; readonly slot: string; readonly value: unknown }
  /** Not sure enough to act on any: to be offered as a question. */
  | { readonly command: "clarify"; readonly intents: readonly string[] }
  | { readonly command: "cannot_handle" };

const REPLIES = new Set(["affirm", "deny", "greeting", "thanks", "goodbye", "help"]);
/** Offering more than two readings is no question but a menu. */
const MOST_OFFERED = 2;

export function commandsOf({ intents, slots, aside }: Understood): UnderstoodCommand[] {
  const commands: UnderstoodCommand[] = [];
  for (const { name, band } of intents) {
    if (band !== "act") continue;
    const starts = TRANSACTIONS.has(name) || name === "emergency";
    commands.push({ command: starts ? "start" : REPLIES.has(name) ? "reply" : "answer", intent: name });
  }
  // A day that is only mentioned beside nothing else sets nothing, and hides no doubt.
  const mentioned = aside && commands.every(({ command }) => command === "reply");
  for (const [slot, value] of Object.entries(slots)) {
    if (slot === "stay" && mentioned) continue;
    if (value !== undefined) commands.push({ command: "set", slot, value });
  }
  if (commands.length > 0) return commands;
  const asked = intents.filter(({ band }) => band === "ask").map(({ name }) => name);
  if (asked.length > 0) return [{ command: "clarify", intents: asked.slice(0, MOST_OFFERED) }];
  return [{ command: "cannot_handle" }];
}
