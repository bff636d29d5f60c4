import type { ConversationEvent, ConversationRequest } from "../conversation/contract.ts";
import { typesLabel } from "../domain/parts.ts";
import { asHotelbotError } from "../errors.ts";
import type { PipelineContext } from "./context.ts";
import { freshQuote } from "./fresh-quote.ts";

/**
 * The last look before a booking is written: the room must still be free beside other guests' holds, at the very
 * price that was read back. Answers what changed, or undefined when the booking may be written.
 */
export async function recheck(
  context: PipelineContext,
  conversationId: number,
  request: Extract<ConversationRequest, { kind: "book" }>,
): Promise<ConversationEvent | undefined> {
  const { stay, total } = request.booking;
  try {
    const fresh = await freshQuote(context, stay, request.booking);
    if (!fresh)
      return { kind: "booking_refused", why: `${typesLabel(request.booking)} is not sold any more` };
    const { quote, stock } = fresh;
    const now = context.clock.now();
    const lacking = stock.some(({ roomType, rooms, free }) => {
      return free - context.store.holds.heldByOthers(roomType, stay, conversationId, now) < rooms;
    });
    if (lacking) return { kind: "hold_refused", quote };
    const same = quote.total.minor === total.minor && quote.total.currency === total.currency;
    return same ? undefined : { kind: "repriced", quote };
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    context.log.warn(error.message, { code: error.code, conversation: conversationId });
    if (error.code === "PMS_UNAVAILABLE" || error.code === "PMS_UNKNOWN") return { kind: "pms_unavailable" };
    throw thrown;
  }
}
