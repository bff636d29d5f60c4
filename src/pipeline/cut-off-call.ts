import type { ConversationState } from "../conversation/contract.ts";
import { isIdle } from "../conversation/idle.ts";
import type { ConversationRow } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";
import { stateOf } from "./conversation.ts";
import { releaseHold } from "./holds.ts";

/** A guest who writes later than this after their call means something else. */
const REMEMBERED_MS = 24 * 3_600_000;
/** Ways a call ends in the middle of a sentence. */
const CUT_OFF: ReadonlySet<string> = new Set(["lost", "caller_hung_up", "failed", "cut_off"]);

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
  /** The written conversation with it. */
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
  if (!row || call?.endedAt === undefined || !CUT_OFF.has(call.why ?? "")) return undefined;
  const spoken = stateOf(context, row);
  if (at - call.endedAt > REMEMBERED_MS || !halfArranged(spoken)) return undefined;
  return {
    state: movedState(before, spoken),
    release: () => releaseHold(context, row.id, at),
    leave: () => {
      const { mode } = row;
      const state = leftState(spoken);
      store.conversations.save(row.id, row.version, { state, mode, language: spoken.language, at });
    },
  };
}
