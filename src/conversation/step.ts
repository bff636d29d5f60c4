import type { ConversationEvent, ConversationRequest, Question, Step } from "./contract.ts";
import type { ErrandEvent } from "./contract-errands.ts";
import { advance } from "./flows/advance.ts";
import {
  onBooked,
  onBookingRefused,
  onBookingUnknown,
  onUnavailable,
  sayBooked,
  settleSilently,
} from "./flows/booking.ts";
import { noteProof, received } from "./flows/deposits.ts";
import { onErrandBookings } from "./flows/errand-found.ts";
import { leaveErrand } from "./flows/errands.ts";
import { advanceChange, hasPrice } from "./flows/existing-modify.ts";
import {
  existingUnavailable,
  isExistingEvent,
  onExistingEvent,
  sayUnsaid,
  settleAmendment,
} from "./flows/existing-outcome.ts";
import { guardLoop } from "./flows/loop.ts";
import { onHeld, onHoldRefused, onQuotes, onRepriced } from "./flows/prices.ts";
import { cannotHandle, emergency } from "./flows/repair.ts";
import { resumed } from "./flows/requests.ts";
import { onErrandEvent } from "./flows/unasked.ts";
import { greet, guestTurn } from "./guest.ts";
import { isIdle } from "./idle.ts";
import { offerMore } from "./listing.ts";
import { askAgain } from "./questions.ts";
import { readGuest } from "./reading.ts";
import { begin, forget, outputOf, patch, request, say, type Turn } from "./turn.ts";

/** The receptionist. See the contract for what goes in and out. */
export const step: Step = (input) => {
  const turn = begin(input);
  const { event } = input;
  const next = turn.state.mode === "person" ? whilePerson(turn, event) : whileBot(turn, event);
  return outputOf(next);
};

/** Silent, whatever comes: only an emergency still rings, and what the PMS answers is kept. */
function whilePerson(turn: Turn, event: ConversationEvent): Turn {
  if (event.kind === "given_back") return givenBack(turn);
  if (event.kind === "picture") return noteProof(turn);
  if (isExistingEvent(event)) return settleAmendment(turn, event);
  if (event.kind !== "guest") return settleSilently(turn, event);
  const reading = readGuest(event, turn.state);
  // STOP is honoured at once whoever has the conversation; the clerk answers.
  if (reading.acts.includes("stop")) {
    return request(patch(turn, { stopped: true }), { kind: "stop", stopped: true });
  }
  const lifted = resumed(turn, reading);
  if (lifted) return { ...lifted, replies: turn.replies };
  return reading.acts.includes("emergency") ? emergency(turn, reading, "emergency") : turn;
}

function givenBack(turn: Turn): Turn {
  const back = patch(turn, { mode: "bot", misses: 0 });
  const { booking, untold } = turn.state;
  if (booking && untold) return sayBooked(forget(back, "untold"), booking);
  if (turn.state.unsaid) return sayUnsaid(back);
  return reopen(say(back, "person.back", {}));
}

function whileBot(turn: Turn, event: ConversationEvent): Turn {
  switch (event.kind) {
    case "guest":
      return guardLoop(reopen(guestTurn(turn, event)));
    case "picture":
      return reopen(received(greet(turn), event.document ?? false));
    case "unsupported":
      return reopen(say(greet(turn), "unsupported", {}));
    case "unheard":
      return unheard(greet(turn), event.why);
    case "quotes":
      return onQuotes(turn, event);
    case "held":
      return onHeld(turn, event);
    case "hold_refused":
      return onHoldRefused(turn, event);
    case "repriced":
      return onRepriced(turn, event);
    case "booked":
      return onBooked(turn, event.booking);
    case "booking_refused":
      return onBookingRefused(turn);
    case "booking_unknown":
      return onBookingUnknown(turn);
    case "pms_unavailable":
      if (turn.state.errand?.finding) return reopen(onErrandBookings(turn, undefined));
      return turn.state.existing?.waits ? existingUnavailable(turn) : onUnavailable(turn);
    case "bookings":
      return turn.state.errand ? reopen(onExistingEvent(turn, event)) : onExistingEvent(turn, event);
    case "moved_here":
      return movedHere(turn, event.wrote ?? false);
    case "taken_over":
      return patch(turn, { mode: "person", misses: 0 });
    case "given_back":
      return turn;
    case "turnover":
      return reopen(onErrandEvent(turn, event));
    case "desk_changed":
      return reopen(onExistingEvent(turn, event));
    default:
      return isExistingEvent(event) ? onExistingEvent(turn, event) : unasked(turn, event);
  }
}

/** Words no message asked for: a yes that was being waited for is asked for again, or it would be a yes to these. */
function unasked(turn: Turn, event: ErrandEvent): Turn {
  const told = onErrandEvent(turn, event);
  if (told.replies.length === turn.replies.length) return told;
  return CONFIRMING.has(turn.state.question ?? "anything") ? reopen(told) : told;
}

const CONFIRMING: ReadonlySet<Question> = new Set([
  "offer",
  "confirm",
  "errand_confirm",
  "confirm_change",
  "confirm_cancel",
]);

function movedHere(turn: Turn, wrote: boolean): Turn {
  const told = say(turn, "phone.continue_here", {});
  return wrote ? told : reopen(told);
}

function unheard(turn: Turn, why: Extract<ConversationEvent, { kind: "unheard" }>["why"]): Turn {
  return why === "unclear" ? unclear(turn) : reopen(say(turn, `heard.${why}`, {}));
}

/** A voice note nobody could make out counts as a turn not understood. */
function unclear(turn: Turn): Turn {
  if (turn.state.misses > 0) {
    return cannotHandle(turn, {
      text: "",
      spoken: true,
      acts: [],
      asks: [],
      slots: {},
      yes: false,
      no: false,
    });
  }
  return reopen(say(patch(turn, { misses: 1 }), "heard.unclear", {}));
}

/** Requests whose answer speaks. */
const WAITED_FOR: ReadonlySet<ConversationRequest["kind"]> = new Set([
  "quote",
  "hold",
  "book",
  "turnover",
  "find_bookings",
  "change_quote",
  "change_hold",
  "cancel_quote",
  "amend",
]);

/** Questions that show a price: put again only while that price and its hold stand. */
const PRICED: ReadonlySet<Question> = new Set(["offer", "confirm"]);

/** Whatever was answered in between, the open question is put again, so that a read-back always precedes its yes. */
function reopen(before: Turn): Turn {
  const turn = leaveErrand(before);
  const waits = turn.requests.some(({ kind }) => WAITED_FOR.has(kind));
  const silent = turn.state.mode === "person" || turn.asked || waits;
  if (silent) return turn;
  const more = offerMore(turn);
  if (more) return more;
  if (isIdle(turn.state.question)) return turn;
  if (turn.state.question === "confirm_change" && !hasPrice(turn)) return advanceChange(turn);
  return PRICED.has(turn.state.question ?? "anything") ? advance(turn) : askAgain(turn);
}
