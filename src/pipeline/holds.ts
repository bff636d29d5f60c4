import type { HoldRow, Holds } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";

type Wanted = Parameters<Holds["place"]>[0];

/** Holds rooms, and plans the end of that: both or nothing. */
export function placeHold(
  { store, ids }: Pick<PipelineContext, "store" | "ids">,
  wanted: Wanted,
): HoldRow | undefined {
  const { at } = wanted;
  return store.transaction(() => {
    const placed = store.holds.place(wanted);
    if (!placed) return undefined;
    planEnd({ store, ids }, placed, at);
    return placed;
  });
}

/**
 * The rooms held on a call are held for the guest's written conversation from now on. Moved, not given back: whatever is
 * cut off between this and the end of the turn, they are held once, and until the same moment.
 */
export function moveHold(
  { store, ids }: Pick<PipelineContext, "store" | "ids">,
  from: number,
  to: number,
  at: number,
): void {
  store.transaction(() => {
    const moved = store.holds.move(from, to, at);
    if (!moved) return;
    store.schedule.cancel(subjectOf(from), "held in writing now", at);
    planEnd({ store, ids }, moved, at);
  });
}

function planEnd(
  { store, ids }: Pick<PipelineContext, "store" | "ids">,
  { conversationId, expiresAt }: HoldRow,
  at: number,
): void {
  const subject = subjectOf(conversationId);
  store.schedule.cancel(subject, "another hold took its place", at);
  const key = `${subject}:${ids.unique()}`;
  store.schedule.add({ key, kind: "hold", subject, conversationId, dueAt: expiresAt, at });
}

/** Gives the rooms back before their time. */
export function releaseHold(
  { store }: Pick<PipelineContext, "store">,
  conversationId: number,
  at: number,
): void {
  store.transaction(() => {
    store.holds.release(conversationId, at);
    store.schedule.cancel(subjectOf(conversationId), "given back", at);
  });
}

function subjectOf(conversationId: number): string {
  return `hold:${conversationId}`;
}
