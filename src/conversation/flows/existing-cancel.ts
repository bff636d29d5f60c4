import { cancellationTerms, USUAL_CANCELLATION } from "../../domain/cancellation.ts";
import type { Booking } from "../../domain/hotel.ts";
import type { ExistingEvent } from "../contract-existing.ts";
import { ask } from "../questions.ts";
import { forget, patch, request, say, type Turn } from "../turn.ts";
import { anyonesErrand } from "./errand-found.ts";
import { closeExisting, patchExisting } from "./existing-state.ts";

type Event<K extends ExistingEvent["kind"]> = Extract<ExistingEvent, { kind: K }>;

export function startCancel(turn: Turn, booking: Booking): Turn {
  const waiting = patchExisting(turn, { waits: "terms" }, "terms", "quote", "wish", "offers", "heard");
  return request(waiting, { kind: "cancel_quote", booking });
}

/** The policy for that booking, with its amount, is read back before the yes. */
export function onCancelTerms(turn: Turn, event: Event<"cancel_terms">): Turn {
  if (turn.state.existing?.waits !== "terms") return turn;
  const { hotel, now } = turn.input;
  const rules = hotel.cancellation ?? USUAL_CANCELLATION;
  const { booking, firstNight } = event;
  const terms = cancellationTerms(booking, rules, now, hotel.checkInFrom, firstNight);
  return ask(patchExisting(turn, { booking, terms }, "waits"), "confirm_cancel");
}

/** The yes after the read-back: the only place that asks for a cancellation. */
export function confirmCancel(turn: Turn): Turn {
  const { existing, question, drafts } = turn.state;
  const { booking, terms } = existing ?? {};
  if (question !== "confirm_cancel" || !booking || !terms) return turn;
  // Since the read-back the free time may have run out: it is read back anew, with what it costs now.
  const { hotel, now } = turn.input;
  const rules = hotel.cancellation ?? USUAL_CANCELLATION;
  const today = cancellationTerms(booking, rules, now, hotel.checkInFrom);
  if (today.kind !== terms.kind) return startCancel(forget(turn, "question", "asked"), booking);
  const amendment = { kind: "cancel", before: booking, fee: terms.fee } as const;
  const said = say(forget(turn, "question", "asked"), "cancel.in_progress", {});
  return request(patch(said, { step: "changing", drafts: drafts + 1 }), {
    kind: "amend",
    draft: drafts,
    amendment,
  });
}

/** The guest changed their mind: the booking stays as it is. */
export function keep(turn: Turn): Turn {
  const { booking, wants } = turn.state.existing ?? {};
  const closed = closeExisting(turn);
  if (wants === "errand_booking" && turn.state.errand) return anyonesErrand(closed);
  return booking ? say(closed, "existing.kept", { code: booking.code }) : say(closed, "existing.left", {});
}
