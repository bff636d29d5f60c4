import type { Booking } from "../../domain/hotel.ts";
import type { ExistingEvent } from "../contract-existing.ts";
import { rangeWords } from "../facts.ts";
import { amount, code } from "../format.ts";
import { whenAnswered } from "../hours.ts";
import { ask } from "../questions.ts";
import { handOver, tellDesk } from "../summary.ts";
import { forget, patch, say, sayWords, type Turn } from "../turn.ts";
import { onErrandBookings } from "./errand-found.ts";
import { onCancelTerms } from "./existing-cancel.ts";
import { identified, onBookings } from "./existing-find.ts";
import { onChangeGone, onChangeHeld, onChangeQuotes } from "./existing-modify.ts";
import {
  closeExisting,
  freeChange,
  isExistingQuestion,
  patchExisting,
  stepBeside,
} from "./existing-state.ts";
import { changedWords } from "./existing-words.ts";

type Event<K extends ExistingEvent["kind"]> = Extract<ExistingEvent, { kind: K }>;

const KINDS: ReadonlySet<string> = new Set<ExistingEvent["kind"]>([
  "bookings",
  "change_quotes",
  "change_held",
  "change_gone",
  "cancel_terms",
  "amend_stale",
  "amended",
  "amend_refused",
  "amend_unknown",
  "amend_down",
  "desk_changed",
]);

export function isExistingEvent(event: { readonly kind: string }): event is ExistingEvent {
  return KINDS.has(event.kind);
}

export function onExistingEvent(turn: Turn, event: ExistingEvent): Turn {
  switch (event.kind) {
    case "bookings":
      return turn.state.errand?.finding ? onErrandBookings(turn, event.found) : onBookings(turn, event);
    case "change_quotes":
      return onChangeQuotes(turn, event);
    case "change_held":
      return onChangeHeld(turn, event);
    case "change_gone":
      return onChangeGone(turn, event);
    case "cancel_terms":
      return onCancelTerms(turn, event);
    case "desk_changed":
      return onDeskChanged(turn, event);
    default:
      return turn.state.step === "changing" ? onOutcome(turn, event) : turn;
  }
}

function onOutcome(
  turn: Turn,
  event: Event<"amended" | "amend_stale" | "amend_refused" | "amend_unknown" | "amend_down">,
): Turn {
  switch (event.kind) {
    case "amended":
      return onAmended(turn, event);
    case "amend_stale":
      return identified(say(rest(turn), "change.moved", {}), event.booking);
    case "amend_refused":
      return onRefused(turn);
    case "amend_unknown":
      return onUnknown(turn);
    case "amend_down":
      return down(say(rest(turn), "change.not_done", {}));
  }
}

/** Nothing is being written any more. */
function rest(turn: Turn): Turn {
  const freed = freeChange(turn);
  return patchExisting(patch(freed, { step: stepBeside(turn) }), {}, "unsettled", "quote", "terms");
}

function onAmended(turn: Turn, { amendment, booking }: Event<"amended">): Turn {
  const said = sayAmended(
    turn,
    amendment.kind,
    booking,
    amendment.kind === "cancel" ? amendment.fee : undefined,
  );
  return closeExisting(withBooking(said, amendment.kind, booking));
}

/** The booking this conversation made is what the PMS has now, or is no more. */
function withBooking(turn: Turn, kind: "change" | "cancel", booking: Booking): Turn {
  if (turn.state.booking?.code !== booking.code) return turn;
  return kind === "cancel" ? forget(turn, "booking") : patch(turn, { booking });
}

function sayAmended(
  turn: Turn,
  kind: "change" | "cancel",
  booking: Booking,
  fee: Booking["total"] | undefined,
): Turn {
  if (kind === "change") {
    const done = say(turn, "change.done", { code: code(booking.code) });
    return sayWords(done, changedWords(done, booking));
  }
  const done = say(turn, "cancel.done", { code: code(booking.code) });
  if (!fee || fee.minor === 0) return say(done, "cancel.done_free", {});
  return say(done, "cancel.done_fee", { fee: amount(fee, turn.state.language) });
}

/** What the PMS refuses goes to the desk with all that was wanted; the booking stays as it was. */
function onRefused(turn: Turn): Turn {
  const { booking, terms } = turn.state.existing ?? {};
  const key = terms ? "cancel.refused" : "change.refused";
  const said = say(turn, key, { code: booking?.code ?? "", when: whenAnswered(turn) });
  return closeExisting(handOver(said, "pms_refused"));
}

/** Nobody knows yet whether it was written: said as it is, once, and the desk is told. */
function onUnknown(turn: Turn): Turn {
  if (turn.state.existing?.unsettled) return turn;
  return tellDesk(say(patchExisting(turn, { unsettled: true }), "change.unknown", {}), "outcome_unknown");
}

/** The PMS cannot be asked about a booking: what was wanted is kept, and the desk is told once. */
export function existingUnavailable(turn: Turn): Turn {
  return down(say(turn, "existing.unavailable", {}));
}

function down(turn: Turn): Turn {
  const told = turn.state.existing?.deskTold === true;
  const desk = told ? turn : tellDesk(turn, "pms_unavailable");
  return ask(patchExisting(desk, { deskTold: true }, "waits"), "existing_retry");
}

/** The front desk changed or cancelled the booking: the guest hears it from us. */
function onDeskChanged(turn: Turn, { what, booking }: Event<"desk_changed">): Turn {
  const kind = what === "cancelled" ? "cancel" : "change";
  const open = turn.state.existing?.booking?.code === booking.code && isExistingQuestion(turn.state.question);
  const base = withBooking(open ? closeExisting(turn) : turn, kind, booking);
  if (kind === "change") {
    return sayWords(say(base, "news.changed", { code: code(booking.code) }), changedWords(base, booking));
  }
  const range = rangeWords(base, booking.stay);
  return say(base, "news.cancelled", { code: code(booking.code), range });
}

/** What a bot that is silent still takes in. */
export function settleAmendment(turn: Turn, event: ExistingEvent): Turn {
  if (event.kind === "desk_changed") {
    return withBooking(turn, event.what === "cancelled" ? "cancel" : "change", event.booking);
  }
  if (turn.state.step !== "changing" || event.kind === "amend_unknown") return turn;
  const closed = closeExisting(turn);
  if (event.kind !== "amended") return closed;
  const { amendment, booking } = event;
  const fee = amendment.kind === "cancel" ? { fee: amendment.fee } : {};
  const unsaid = { kind: amendment.kind, booking, ...fee };
  return patch(withBooking(closed, amendment.kind, booking), { unsaid });
}

/** The conversation comes back: what came out meanwhile is told. */
export function sayUnsaid(turn: Turn): Turn {
  const { unsaid } = turn.state;
  if (!unsaid) return turn;
  return sayAmended(forget(turn, "unsaid"), unsaid.kind, unsaid.booking, unsaid.fee);
}
