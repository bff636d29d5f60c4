import type { HoldRow, Holds } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";

type Wanted = Parameters<Holds["place"]>[0];

/** Holds rooms, and plans the end of that: both or nothing. */
export function placeHold(
  { store, ids }: Pick<PipelineContext, "store" | "ids">,
  wanted: Wanted,
): HoldRow | undefined {
  const { conversationId, at } = wanted;
  return store.transaction(() => {
    const placed = store.holds.place(wanted);
    if (!placed) return undefined;
    const subject = subjectOf(conversationId);
    store.schedule.cancel(subject, "another hold took its place", at);
    const key = `${subject}:${ids.unique()}`;
    store.schedule.add({ key, kind: "hold", subject, conversationId, dueAt: placed.expiresAt, at });
    return placed;
  });
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
