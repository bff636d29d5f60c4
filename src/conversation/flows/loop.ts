import type { ConversationState, LoopLimits } from "../contract.ts";
import { handOver } from "../summary.ts";
import { begin, forget, patch, type Turn } from "../turn.ts";

const USUAL: LoopLimits = { repeats: 4, turns: 20 };
/** Who thinks before writing is no machine: a longer silence starts the count anew. */
const QUICK_MS = 60_000;
const KEPT = 200;

/**
 * Two machines that answer each other never end, and every message costs. Counts quick turns in which nothing moved;
 * at the limit nothing is said at all, since any word would be answered, and the desk is told.
 */
export function guardLoop(after: Turn): Turn {
  const { event, state: before } = after.input;
  if (event.kind !== "guest" || event.buttonId !== undefined || after.state.mode === "person") return after;
  // Who waits for a booking that is being written asks again and again.
  if (before.step === "booking") return after;
  if (moved(before, after.state) || slow(after)) return forget(after, "loop");
  const heard = event.understood.text.slice(0, KEPT);
  const said = after.replies
    .map((reply) => reply.text)
    .join("\n")
    .slice(0, KEPT);
  const { loop } = before;
  const same = loop !== undefined && (loop.heard === heard || (said !== "" && loop.said === said));
  const repeats = same ? loop.repeats + 1 : 1;
  const turns = (loop?.turns ?? 0) + 1;
  const limits = after.input.loop ?? USUAL;
  if (repeats <= limits.repeats && turns <= limits.turns)
    return patch(after, { loop: { heard, said, repeats, turns } });
  const { epochMs } = after.input.now;
  return handOver(patch(forget(begin(after.input), "loop"), { lastGuestAt: epochMs }), "loop", heard);
}

function slow(turn: Turn): boolean {
  const { lastGuestAt } = turn.input.state;
  return lastGuestAt === undefined || turn.input.now.epochMs - lastGuestAt > QUICK_MS;
}

/** True when the turn brought anything: a fact of a stay, a step, a booking. Prices asked again are no news. */
function moved(before: ConversationState, after: ConversationState): boolean {
  return factsOf(before) !== factsOf(after);
}

function factsOf({ step, draft, booking, language, errand, listing }: ConversationState): string {
  const { arrival, departure, adults, children, rooms, roomType, name, email, phone } = draft ?? {};
  const facts = [arrival, departure, adults, children, rooms, roomType, name, email, phone];
  return JSON.stringify([step, language, booking?.code, errand, listing?.part, ...facts]);
}
