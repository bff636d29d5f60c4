import type { Booking } from "../../domain/hotel.ts";
import type { ConversationEvent } from "../contract.ts";
import { dateWords, draftWords, factsOf, partyOf, rangeWords, soldWords } from "../facts.ts";
import { amount, code, trimHour } from "../format.ts";
import { whenAnswered } from "../hours.ts";
import { ask } from "../questions.ts";
import { handOver, tellDesk } from "../summary.ts";
import { draftOf, forget, isHeld, patch, patchDraft, releaseHold, request, say, type Turn } from "../turn.ts";
import { capital } from "../words.ts";
import { advance, requestQuote } from "./advance.ts";
import { askDeposit } from "./deposits.ts";

/** The yes after the read-back. A hold that ran out is asked for again, told, and read back anew. */
export function confirm(turn: Turn): Turn {
  return turn.state.question === "confirm" ? book(turn) : advance(turn);
}

/**
 * The yes to «¿lo intento otra vez?». Where the PMS did not answer a caller's yes, the same facts are not read out once
 * more on that call; whatever has changed since is.
 */
export function tryAgain(turn: Turn): Turn {
  const { agreed } = draftOf(turn);
  const same = turn.input.contact.onCall && agreed !== undefined && agreed === factsAgreed(turn);
  return same ? book(turn) : advance(turn);
}

/** The only place that asks for a booking: of a complete draft, while its rooms are held. */
function book(turn: Turn): Turn {
  const booking = bookingOf(turn);
  if (!booking || !isHeld(turn)) return advance(turn);
  const said = say(forget(turn, "question", "asked"), "booking_in_progress", {});
  return request(patch(said, { step: "booking" }), { kind: "book", draft: turn.state.drafts, booking });
}

function bookingOf(turn: Turn) {
  const { quote, name, noEmail, email = noEmail ? "" : undefined, phone } = draftOf(turn);
  if (!quote || !name || email === undefined || !phone || !partyOf(draftOf(turn))) return undefined;
  const { roomType, stay, rooms, total, party, parts } = quote;
  const { language } = turn.state;
  const guest = { name, email, phone };
  return { roomType, stay, party, rooms, guest, total, language, ...(parts ? { parts } : {}) };
}

/** Everything a yes is said to, but the language it was said in. */
function factsAgreed(turn: Turn): string | undefined {
  const booking = bookingOf(turn);
  return booking && JSON.stringify({ ...booking, language: undefined });
}

export function onBooked(turn: Turn, booking: Booking): Turn {
  if (turn.state.booking?.code === booking.code && !turn.state.untold) return turn;
  const settled = patch(forget(turn, "draft", "question", "asked", "untold"), { booking, step: "done" });
  return sayBooked(settled, booking);
}

export function sayBooked(turn: Turn, booking: Booking): Turn {
  const { hotel } = turn.input;
  const said = say(turn, "book.confirmed", { code: code(booking.code) });
  const summary = say(said, "book.summary", {
    room: capital(soldWords(turn, booking)),
    arrival: dateWords(turn, booking.stay.arrival),
    check_in: trimHour(hotel.checkInFrom),
    departure: dateWords(turn, booking.stay.departure),
    check_out: trimHour(hotel.checkOutUntil),
    facts: factsOf(turn, booking.stay, booking.party),
    total: amount(booking.total, turn.state.language),
    name: booking.guest.name,
  });
  return say(askDeposit(summary, booking), "book.see_you", {});
}

/** The PMS said no. Once: other rooms are offered; twice: a person. */
export function onBookingRefused(turn: Turn): Turn {
  if (turn.state.step !== "booking") return turn;
  const refusals = (draftOf(turn).refusals ?? 0) + 1;
  const freed = patch(releaseHold(turn), { step: "collecting", drafts: turn.state.drafts + 1 });
  const open = patchDraft(
    freed,
    { refusals, enquiry: true },
    "quote",
    "roomType",
    "mix",
    "offered",
    "unsettled",
  );
  const said = say(open, "book.refused", {});
  if (refusals < 2) return requestQuote(say(said, "book.refused_looking", {}));
  return handOver(say(said, "person.refused", { when: whenAnswered(turn) }), "pms_refused");
}

/** Nobody knows yet whether it was written: said as it is, once, and the desk is told. */
export function onBookingUnknown(turn: Turn): Turn {
  if (turn.state.step !== "booking" || draftOf(turn).unsettled) return turn;
  const said = say(patchDraft(turn, { unsettled: true }), "book.unknown", {});
  return tellDesk(said, "outcome_unknown");
}

/** The PMS cannot be reached: the draft is kept, the desk is told once, and the guest can try again. */
export function onUnavailable(turn: Turn): Turn {
  if (!turn.state.draft) return tellDesk(say(turn, "pms.unavailable", {}), "pms_unavailable");
  if (turn.state.step === "booking") {
    const open = patch(toldOnce(say(turn, "pms.not_booked", {})), {
      step: "confirming",
      drafts: turn.state.drafts + 1,
    });
    if (!isHeld(open)) return ask(open, "retry");
    const agreed = turn.input.contact.onCall ? factsAgreed(open) : undefined;
    return agreed === undefined ? advance(open) : ask(patchDraft(open, { agreed }), "retry");
  }
  const draft = draftOf(turn);
  if (draft.deskTold) return ask(say(turn, "pms.unavailable_still", {}), "retry");
  const said = say(turn, "pms.unavailable_kept", { facts: draftWords(turn, draft) });
  return ask(toldOnce(said), "retry");
}

function toldOnce(turn: Turn): Turn {
  if (draftOf(turn).deskTold) return turn;
  return tellDesk(patchDraft(turn, { deskTold: true }), "pms_unavailable");
}

/** While the booking is being written nothing else can be done to it. */
export function whileBooking(turn: Turn): Turn {
  return say(turn, draftOf(turn).unsettled ? "book.unknown" : "book.waiting", {});
}

/** What a bot that is silent still takes in: the outcome of a booking, told when the conversation comes back. */
export function settleSilently(turn: Turn, event: ConversationEvent): Turn {
  const { state } = turn;
  switch (event.kind) {
    case "booked":
      if (state.booking?.code === event.booking.code) return turn;
      return patch(forget(turn, "draft", "question", "asked"), {
        booking: event.booking,
        step: "done",
        untold: true,
      });
    case "held":
      return request(turn, { kind: "release_hold" });
    case "booking_refused":
    case "repriced":
    case "hold_refused":
    case "pms_unavailable":
      if (state.step !== "booking") return turn;
      return patch(patchDraft(releaseHold(turn), {}, "quote", "offered", "unsettled"), {
        step: "collecting",
        drafts: state.drafts + 1,
      });
    default:
      return turn;
  }
}

/** A booking of this conversation, shown. */
export function showBooking(turn: Turn, booking: Booking): Turn {
  return say(turn, "book.shown", {
    code: code(booking.code),
    room: soldWords(turn, booking),
    range: rangeWords(turn, booking.stay),
    total: amount(booking.total, turn.state.language),
  });
}
