import type { ConversationState } from "../conversation/contract.ts";
import { isIdle } from "../conversation/idle.ts";
import type { Understood } from "../domain/understood.ts";
import type { ConversationRow, Store } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";
import { stateOf } from "./conversation.ts";
import { releaseHold } from "./holds.ts";

/** A guest who writes later than this after their call means something else. */
const REMEMBERED_MS = 24 * 3_600_000;
/** Ways a call ends with nobody having the caller; silence makes us hang up before a lost network is known for one. */
const CUT_OFF: ReadonlySet<string> = new Set(["lost", "caller_hung_up", "we_hung_up", "failed", "cut_off"]);

/** True when a call that ended so was cut off: who said goodbye was not, whatever is left half arranged. */
export function wasCutOff(context: PipelineContext, conversationId: number, why: string): boolean {
  return CUT_OFF.has(why) && !saidGoodbye(context.store, conversationId);
}

/** The last words of a conversation's guest were a goodbye. */
export function saidGoodbye(store: Store, conversationId: number): boolean {
  const last = store.conversations.turns(conversationId, 12).findLast(({ direction }) => direction === "in");
  const { understood } = (last?.detail ?? {}) as { understood?: Understood };
  return understood?.intents.some(({ name, band }) => name === "goodbye" && band === "act") ?? false;
}

/** Something is being arranged that another channel can go on with. */
export function halfArranged({ draft, mode, step }: ConversationState): boolean {
  const over = step === "booking" || step === "changing" || step === "done" || step === "idle";
  return draft !== undefined && mode === "bot" && !over;
}

/** The written conversation with what was arranged on the phone; its price and hold are asked for anew. */
export function movedState(written: ConversationState, spoken: ConversationState): ConversationState {
  const { heldUntil: _held, quote: _quoted, ...kept } = spoken.draft ?? { rooms: 1 };
  return {
    ...written,
    language: spoken.language,
    step: spoken.step,
    greeted: true,
    draft: kept,
    drafts: Math.max(written.drafts, spoken.drafts) + 1,
    ...(spoken.asked && spoken.question ? { asked: spoken.asked, question: spoken.question } : {}),
  };
}

/** The call's conversation once what was arranged has gone elsewhere. */
export function leftState(spoken: ConversationState): ConversationState {
  const { draft: _moved, question: _q, asked: _a, ...ended } = spoken;
  return { ...ended, step: "idle" };
}

function nothingOpen({ mode, draft, step, question }: ConversationState): boolean {
  return mode === "bot" && draft === undefined && step !== "changing" && (!question || isIdle(question));
}

/** What a guest who writes left half arranged on the phone. */
export interface CutOffCall {
  /** The written conversation with it. What they write first was not asked for: «se ha cortado» is nobody's name. */
  readonly state: ConversationState;
  /** Gives the rooms held for the call back, so that they can be held again. */
  release(): void;
  /** The call's conversation no longer has it; in the transaction of the turn. */
  leave(): void;
}

/**
 * A guest whose call was cut off within the day and who writes now with nothing else open: they go on where the call
 * stood. Undefined when there is no such call. In the guest's lane.
 */
export function cutOffCall(
  context: PipelineContext,
  written: ConversationRow,
  before: ConversationState,
): CutOffCall | undefined {
  const { store, clock } = context;
  const at = clock.now();
  if (written.channel !== "whatsapp" || !nothingOpen(before)) return undefined;
  const row = store.conversations.on(written.guestId, "phone");
  const call = row && store.calls.last(row.id);
  if (!row || call?.endedAt === undefined || !wasCutOff(context, row.id, call.why ?? "")) return undefined;
  const spoken = stateOf(context, row);
  // What was arranged weeks ago is not meant, whatever was spoken of since.
  const spokenAt = Math.min(call.endedAt, spoken.lastGuestAt ?? call.endedAt);
  if (at - spokenAt > REMEMBERED_MS || !halfArranged(spoken)) return undefined;
  const { asked: _onThePhone, ...state } = movedState(before, spoken);
  return {
    state,
    release: () => releaseHold(context, row.id, at),
    leave: () => {
      const { mode } = row;
      const left = leftState(spoken);
      store.conversations.save(row.id, row.version, { state: left, mode, language: spoken.language, at });
    },
  };
}
