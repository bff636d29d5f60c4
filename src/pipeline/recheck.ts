import type { ConversationEvent, ConversationRequest } from "../conversation/contract.ts";
import { asHotelbotError } from "../errors.ts";
import type { PipelineContext } from "./context.ts";

/**
 * The last look before a booking is written: the room must still be free beside other guests' holds, at the very
 * price that was read back. Answers what changed, or undefined when the booking may be written.
 */
export async function recheck(
  context: PipelineContext,
  conversationId: number,
  request: Extract<ConversationRequest, { kind: "book" }>,
): Promise<ConversationEvent | undefined> {
  const { roomType, stay, party, rooms, total } = request.booking;
  try {
    const [fresh] = await context.pms.quote({ roomType, stay, party, rooms, fresh: true });
    if (!fresh) return { kind: "booking_refused", why: `${roomType} is not sold any more` };
    const now = context.clock.now();
    const held = context.store.holds.heldByOthers(roomType, stay, conversationId, now);
    if (fresh.free - held < rooms) return { kind: "hold_refused", quote: fresh };
    const same = fresh.total.minor === total.minor && fresh.total.currency === total.currency;
    return same ? undefined : { kind: "repriced", quote: fresh };
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    context.log.warn(error.message, { code: error.code, conversation: conversationId });
    if (error.code === "PMS_UNAVAILABLE" || error.code === "PMS_UNKNOWN") return { kind: "pms_unavailable" };
    throw thrown;
  }
}
