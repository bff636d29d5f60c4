import { rulesOf } from "../domain/desk-rules.ts";
import type { ConversationRow, TurnEntry } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";

/** So far back is looked for the last word of a person. */
const MOST_TURNS = 300;

/**
 * True when a person has the conversation and has said and done nothing in it for as long as hotel.yaml allows: it comes
 * back to hotelbot by itself. Never after an emergency: people end that.
 */
export function personIsSilent(context: PipelineContext, row: ConversationRow, at: number): boolean {
  if (row.mode !== "person" || row.waitingReason === "emergency") return false;
  const turns = context.store.conversations.turns(row.id, MOST_TURNS);
  const since = turns.findLastIndex(isGivenBack);
  const mine = turns.slice(since + 1);
  if (mine.some(isEmergency)) return false;
  const last = Math.max(
    0,
    ...mine.filter((turn) => turn.author === "clerk" || turn.kind === "handover").map(({ at }) => at),
  );
  // Without a trace of why a person has it, nobody can say for how long.
  return last > 0 && at - last >= rulesOf(context.hotel).handoverSilenceMs;
}

/** It comes back by itself. Joins a transaction. */
export function noteGivenBack(context: PipelineContext, row: ConversationRow, at: number): void {
  context.store.conversations.addTurn({
    conversationId: row.id,
    direction: "out",
    author: "bot",
    kind: "release",
    text: "",
    at,
  });
  context.store.audit.add({
    at,
    actor: "hotelbot",
    action: "desk.silence",
    subject: `conversation:${row.id}`,
  });
}

function isGivenBack({ kind }: TurnEntry): boolean {
  return kind === "release";
}

function isEmergency({ kind, detail }: TurnEntry): boolean {
  const reason =
    typeof detail === "object" && detail !== null && "reason" in detail ? detail.reason : undefined;
  return kind === "handover" && reason === "emergency";
}
