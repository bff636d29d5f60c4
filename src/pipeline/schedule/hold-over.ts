import { heldUntil } from "../../conversation/state.ts";
import type { ScheduleRow } from "../../store/contract.ts";
import type { PipelineContext } from "../context.ts";
import { mustGet, stateOf } from "../conversation.ts";
import { unasked } from "../unasked.ts";
import { isOpen } from "../way.ts";

/** What the guest wrote meanwhile is answered first: it may be about these very rooms. */
const WRITING_MS = 15_000;

/**
 * A hold has come to its end: the guest is told once, and asked whether to look again. One that was extended meanwhile
 * is looked at when that ends. By the clock of the machine, as the guest was told: whatever that does, hold and word
 * end together.
 */
export async function holdOver(context: PipelineContext, due: ScheduleRow): Promise<void> {
  const { store, clock } = context;
  const at = clock.now();
  const { conversationId } = due;
  const live = store.holds.of(conversationId, at);
  if (live) return store.schedule.setDue(due.id, live.expiresAt);
  const row = mustGet(context, conversationId);
  const state = stateOf(context, row);
  const until = heldUntil(state);
  if (until !== undefined && until <= at && store.inbox.pending(row.guestId).length > 0) {
    return store.schedule.setDue(due.id, at + WRITING_MS);
  }
  const over = until !== undefined && until <= at && state.step !== "booking" && state.step !== "changing";
  // Nobody is called up to be told, and no template is spent on it.
  const reachable = row.channel !== "phone" && isOpen(row, at);
  const said =
    over && reachable
      ? await unasked(
          context,
          row,
          { kind: "hold_lapsed" },
          { key: `schedule:${due.key}`, at, templates: "desk", parameters: "words" },
        )
      : { why: over ? "the guest cannot be written to" : "nothing was held any more" };
  store.transaction(() => {
    const end = said.write ? "done" : "cancelled";
    if (!store.schedule.finish(due.id, end, said.why, at)) return;
    store.holds.release(conversationId, at);
    said.write?.();
  });
}
