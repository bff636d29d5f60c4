import type { ConversationState } from "../conversation/contract.ts";
import { phrase } from "../conversation/phrases.ts";
import type { Booking } from "../domain/hotel.ts";
import { formatMoney } from "../domain/money.ts";
import { typesLabel } from "../domain/parts.ts";
import type { PmsAlert } from "../pms/port.ts";
import type { PipelineContext } from "./context.ts";
import { mustGet, stateOf } from "./conversation.ts";

/** What the desk must hear about a booking, found by us or told by the PMS adapter. */
export type BookingAlert =
  | PmsAlert
  | {
      readonly kind: "price_differs";
      readonly reference: string;
      readonly booking: Booking;
      readonly quoted: Booking["total"];
    }
  | {
      readonly kind: "same_nights";
      readonly reference: string;
      readonly code: string;
      readonly other: string;
    }
  | {
      readonly kind: "cancelled" | "gone" | "room_lost";
      readonly reference: string;
      readonly booking: Booking;
    }
  | {
      readonly kind: "changed";
      readonly reference: string;
      readonly before: Booking;
      readonly booking: Booking;
    };

/**
 * Tells the desk in its own language, in the guest's conversation: it waits for a person from now on (a second booking is
 * a note only: the guest has a right to it), and the booking there is what the PMS has. What the guest was `told` is a note too; else
 * staff decide, since they may have spoken to them already. In
 * the guest's lane only; joins a transaction.
 */
export function tellDeskOf(
  context: PipelineContext,
  conversationId: number,
  alert: BookingAlert,
  told = false,
): void {
  const { store, clock, hotel } = context;
  const at = clock.now();
  const row = mustGet(context, conversationId);
  const state = stateOf(context, row);
  store.transaction(() => {
    store.conversations.save(row.id, row.version, {
      state: withBooking(state, alert),
      mode: row.mode,
      language: state.language,
      ...(!told && waits(alert) && row.waitingReason === undefined
        ? { waitingReason: "existing_booking" }
        : {}),
      at,
    });
    store.conversations.addTurn({
      conversationId,
      direction: "out",
      author: "bot",
      kind: "handover",
      text: sentence(context, alert, told),
      at,
      detail: { reason: "existing_booking", alert: alert.kind },
    });
    const { reference, kind } = alert;
    store.audit.add({
      at,
      actor: "hotelbot",
      action: `booking.${kind}`,
      subject: reference,
      detail: { hotel: hotel.id },
    });
  });
  context.log.warn("the desk is told of a booking", { reference: alert.reference, alert: alert.kind });
}

function waits({ kind }: BookingAlert): boolean {
  return kind !== "same_nights";
}

/** What hotelbot shows when the guest asks for their booking: the PMS's, or nothing when there is none any more. */
function withBooking(state: ConversationState, alert: BookingAlert): ConversationState {
  if (!("booking" in alert) || state.booking?.reference !== alert.reference) return state;
  if (alert.kind === "changed" || alert.kind === "price_differs") return { ...state, booking: alert.booking };
  const { booking: _gone, ...rest } = state;
  return rest;
}

function sentence({ phrases, hotel }: PipelineContext, alert: BookingAlert, told: boolean): string {
  const language = hotel.defaultLanguage;
  switch (alert.kind) {
    case "room_taken_twice": {
      const { code, room, other } = alert;
      return phrase(phrases, language, "desk.room_taken_twice", { code, room, other }).text;
    }
    case "not_released":
      return phrase(phrases, language, "desk.not_released", { code: alert.code }).text;
    case "not_moved_back":
      return phrase(phrases, language, "desk.not_moved_back", { code: alert.code }).text;
    case "same_nights":
      return phrase(phrases, language, "desk.same_nights", { code: alert.code, other: alert.other }).text;
    case "price_differs": {
      const { code, total } = alert.booking;
      const booked = formatMoney(total, language);
      const quoted = formatMoney(alert.quoted, language);
      return phrase(phrases, language, "desk.price_differs", { code, booked, quoted }).text;
    }
    case "changed": {
      const { code } = alert.booking;
      const [before, after] = [facts(alert.before, language), facts(alert.booking, language)];
      return phrase(phrases, language, told ? "desk.booking_changed_told" : "desk.booking_changed", {
        code,
        before,
        after,
      }).text;
    }
    case "cancelled":
      return phrase(phrases, language, told ? "desk.booking_cancelled_told" : "desk.booking_cancelled", {
        code: alert.booking.code,
      }).text;
    case "gone":
      return phrase(phrases, language, "desk.booking_gone", { code: alert.booking.code }).text;
    case "room_lost":
      return phrase(phrases, language, "desk.room_lost", { code: alert.booking.code }).text;
  }
}

function facts(booking: Booking, language: string): string {
  const { stay, party, total } = booking;
  const people = party.children > 0 ? `${party.adults}+${party.children}` : String(party.adults);
  return `${stay.arrival} → ${stay.departure}, ${typesLabel(booking)}, ${people} p., ${formatMoney(total, language)}`;
}
