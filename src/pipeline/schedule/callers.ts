import type { ConversationState } from "../../conversation/contract.ts";
import { rulesOf } from "../../domain/desk-rules.ts";
import type { Booking } from "../../domain/hotel.ts";
import type { ConversationRow, ScheduleRow } from "../../store/contract.ts";
import { isMobile } from "../../understanding/mobile.ts";
import type { PipelineContext } from "../context.ts";
import { contactOf, stateOf } from "../conversation.ts";
import { runSteps } from "../run-steps.ts";

/**
 * Where a guest who only ever called can be written to: on WhatsApp at the number they called from, when that is a
 * mobile one and the hotel says that its callers agreed to it (WhatsApp asks for their consent). Undefined: nowhere.
 */
export function inWriting(
  context: PipelineContext,
  call: ConversationRow,
  at: number,
): ConversationRow | undefined {
  const { phone } = contactOf(call);
  const { callers } = rulesOf(context.hotel).reminders;
  if (callers !== "whatsapp" || !context.onWhatsApp || !phone || !isMobile(phone)) return undefined;
  const to = { phone: phone.slice(1) };
  // Who wrote already is answered at the number WhatsApp knows them by, which may be written otherwise.
  const row =
    context.store.conversations.on(call.guestId, "whatsapp") ??
    context.store.conversations.open(call.guestId, "whatsapp", to, call.profileName, at);
  if (row.state !== undefined) return row;
  // They were greeted on the telephone, in the language they spoke there.
  const { language } = stateOf(context, call);
  const state: ConversationState = { ...context.initialState(language), greeted: true };
  return { ...row, state };
}

/**
 * What people do for a guest nobody can write to: a request with what is to be told them. `write` joins a transaction.
 */
export async function callByDesk(
  context: PipelineContext,
  call: ConversationRow,
  due: ScheduleRow,
  booking: Booking,
  at: number,
): Promise<() => void> {
  const events = [{ kind: "reminder_due", booking } as const];
  const { replies } = await runSteps(context, call.id, stateOf(context, call), events, contactOf(call));
  const told = replies.map(({ text }) => text).join(" ");
  const words = `${booking.guest.name}, ${booking.guest.phone}: ${told}`;
  return () => {
    context.store.requests.add({
      dedupeKey: `schedule:${due.key}`,
      conversationId: call.id,
      kind: "reminder_call",
      words,
      bookingCode: booking.code,
      at,
    });
  };
}
