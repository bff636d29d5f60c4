import type { ConversationEvent } from "../conversation/contract.ts";
import type { BookingAlert } from "./booking-alerts.ts";
import { writeTurn } from "./commit.ts";
import type { PipelineContext } from "./context.ts";
import { contactOf, mustGet, stateOf } from "./conversation.ts";
import { runSteps } from "./run-steps.ts";
import { isOpen } from "./way.ts";

/**
 * What the front desk did to a booking, told to its guest once where that matters to them: it was cancelled, or moved to
 * other dates or another room type. Not while a person has the conversation, not outside WhatsApp's 24 hours, not on the
 * telephone, not after a STOP: then the desk is told alone. In the guest's lane; answers what writes it, in a transaction.
 */
export async function newsFor(
  context: PipelineContext,
  conversationId: number,
  alert: BookingAlert | undefined,
): Promise<(() => void) | undefined> {
  const event = alert && eventFor(alert);
  const conversation = mustGet(context, conversationId);
  const at = context.clock.now();
  const reached = conversation.mode === "bot" && conversation.channel !== "phone" && isOpen(conversation, at);
  if (!event || !reached || context.store.stops.isStopped(conversationId)) return undefined;
  const state = stateOf(context, conversation);
  const result = await runSteps(context, conversationId, state, [event], contactOf(conversation));
  const { stay, roomType, status, reference } = event.booking;
  const key = `news:${reference}:${status}:${stay.arrival}:${stay.departure}:${roomType}:${at}`;
  return () => writeTurn(context, { conversation, key, at, spoken: false }, result);
}

function eventFor(alert: BookingAlert): Extract<ConversationEvent, { kind: "desk_changed" }> | undefined {
  if (alert.kind === "cancelled") return { kind: "desk_changed", what: "cancelled", booking: alert.booking };
  if (alert.kind !== "changed") return undefined;
  const { before, booking } = alert;
  const moved =
    before.stay.arrival !== booking.stay.arrival ||
    before.stay.departure !== booking.stay.departure ||
    before.roomType !== booking.roomType;
  return moved ? { kind: "desk_changed", what: "changed", booking } : undefined;
}
