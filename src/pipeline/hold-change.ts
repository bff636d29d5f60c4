import type { ConversationEvent } from "../conversation/contract.ts";
import type { Booking, Quote } from "../domain/hotel.ts";
import type { Stay } from "../domain/stay.ts";
import type { QuoteQuestion } from "../pms/port.ts";
import type { PipelineContext } from "./context.ts";
import { placeHold } from "./holds.ts";

/** The nights of a new stay that a booking does not have already; the stay itself when it has none of them. */
export function missingNights(had: Stay, stay: Stay): readonly Stay[] {
  if (stay.departure <= had.arrival || stay.arrival >= had.departure) return [stay];
  const before = { arrival: stay.arrival, departure: earlier(stay.departure, had.arrival) };
  const after = { arrival: later(stay.arrival, had.departure), departure: stay.departure };
  return [before, after].filter((part) => part.arrival < part.departure);
}

/** How many rooms the PMS has free for nights that are part of a longer stay. Rejects as the PMS does. */
export async function freeNow(
  { pms }: Pick<PipelineContext, "pms">,
  nights: Pick<QuoteQuestion, "stay" | "party" | "rooms" | "roomType">,
): Promise<number> {
  const [quote] = await pms.quote({ ...nights, fresh: true, counted: true });
  return quote?.free ?? 0;
}

/**
 * Holds what a change needs besides the rooms the booking has: in its own type the nights it lacks, in another one the
 * whole stay. The booking keeps its rooms; the hold has the rules of every hold.
 */
export async function holdChange(
  context: PipelineContext,
  conversationId: number,
  booking: Booking,
  quote: Quote,
): Promise<ConversationEvent> {
  const { roomType, stay, party } = quote;
  const rooms = Math.max(1, booking.roomNumbers.length);
  const needed = roomType === booking.roomType ? missingNights(booking.stay, stay) : [stay];
  if (needed.length === 0) return { kind: "change_held", quote };
  const parts: { stay: Stay; free: number }[] = [];
  for (const part of needed) {
    parts.push({ stay: part, free: await freeNow(context, { stay: part, party, rooms, roomType }) });
  }
  const at = context.clock.now();
  const expiresAt = at + context.holds.firstMs;
  const free = Math.min(...parts.map((part) => part.free));
  const placed = placeHold(context, { conversationId, roomType, stay, rooms, free, parts, expiresAt, at });
  return placed
    ? { kind: "change_held", quote, expiresAt: placed.expiresAt }
    : { kind: "change_gone", quote };
}

const later = (a: string, b: string): string => (a < b ? b : a);
const earlier = (a: string, b: string): string => (a < b ? a : b);
