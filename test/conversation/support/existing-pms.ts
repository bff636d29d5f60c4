import type { ConversationEvent, ConversationRequest } from "../../../src/conversation/contract.ts";
import type { FoundBooking } from "../../../src/conversation/contract-existing.ts";
import { fitsRooms } from "../../../src/conversation/rooms.ts";
import type { Booking } from "../../../src/domain/hotel.ts";
import { timesMoney } from "../../../src/domain/money.ts";
import { nightsOf } from "../../../src/domain/stay.ts";
import type { Guest } from "./guest.ts";
import { quoteFor } from "./hotel.ts";

/** A booking the hotel has: two adults in a double room, 3–5 March 2026, 240 €. */
export function keptBooking(more: Partial<Booking> = {}): Booking {
  return {
    pmsId: "77",
    code: "K7Q4MX",
    reference: "miramar-9-1",
    roomType: "double",
    roomNumbers: ["101"],
    stay: { arrival: "2026-03-03", departure: "2026-03-05" },
    party: { adults: 2, children: 0 },
    guest: { name: "Ana Pérez Núñez", email: "ana@example.com", phone: "+34600111222" },
    total: { minor: 240_00, currency: "EUR" },
    status: "firm",
    createdAt: 0,
    ...more,
  };
}

/** How the PMS answers about bookings it has; `undefined` for what it answers later or not at all. */
export function answerExisting(guest: Guest, request: ConversationRequest): ConversationEvent | undefined {
  const { pms } = guest;
  switch (request.kind) {
    case "find_bookings": {
      if (pms.down) return { kind: "pms_unavailable" };
      const { code } = request;
      const found = pms.kept.filter(({ booking, own }) =>
        code === undefined ? own || booking.guest.phone === guest.phone : booking.code === code,
      );
      return { kind: "bookings", found, ...(code === undefined ? {} : { code }) };
    }
    case "change_quote": {
      if (pms.down) return { kind: "pms_unavailable" };
      const booking = now(pms.kept, request.booking);
      const { stay, party } = request;
      const rooms = booking.roomNumbers.length;
      const quotes = guest.roomTypes
        .filter((type) => fitsRooms(type, party, rooms))
        .map(({ id }) => {
          const perNight = pms.perNight[id];
          const price = perNight === undefined ? {} : { perNight };
          return quoteFor(id, stay, party, rooms, guest.now, { free: pms.free[id] ?? 3, ...price });
        })
        .filter((quote) => quote.free >= rooms);
      return { kind: "change_quotes", booking, stay, quotes };
    }
    case "change_hold": {
      const { quote, booking } = request;
      if (pms.down) return { kind: "pms_unavailable" };
      if (pms.refusesHold) return { kind: "change_gone", quote };
      const { stay, roomType } = booking;
      const has = stay.arrival <= quote.stay.arrival && stay.departure >= quote.stay.departure;
      return roomType === quote.roomType && has
        ? { kind: "change_held", quote }
        : { kind: "change_held", quote, expiresAt: guest.now + 20 * 60_000 };
    }
    case "cancel_quote": {
      if (pms.down) return { kind: "pms_unavailable" };
      const booking = now(pms.kept, request.booking);
      return {
        kind: "cancel_terms",
        booking,
        firstNight: timesMoney(booking.total, 1 / nightsOf(booking.stay)),
      };
    }
    case "amend":
      return amended(guest, request);
    default:
      return undefined;
  }
}

function now(kept: readonly FoundBooking[], before: Booking): Booking {
  return kept.find(({ booking }) => booking.code === before.code)?.booking ?? before;
}

/** What becomes of a change or cancellation. */
export function amended(
  guest: Guest,
  { amendment }: Extract<ConversationRequest, { kind: "amend" }>,
): ConversationEvent | undefined {
  const { pms } = guest;
  if (pms.amends === "refused") return { kind: "amend_refused", why: "no room left" };
  if (pms.amends === "unknown") return { kind: "amend_unknown" };
  if (pms.amends === "down") return { kind: "amend_down" };
  if (pms.amends === "wait") return undefined;
  const { before } = amendment;
  const booking: Booking =
    amendment.kind === "cancel" ? { ...before, status: "cancelled" } : { ...before, ...amendment.change };
  pms.kept = pms.kept.map((each) => (each.booking.code === booking.code ? { ...each, booking } : each));
  return { kind: "amended", amendment, booking };
}
