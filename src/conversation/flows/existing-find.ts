import type { Booking } from "../../domain/hotel.ts";
import { isMixed } from "../../domain/parts.ts";
import type { ExistingEvent } from "../contract-existing.ts";
import { whenAnswered } from "../hours.ts";
import { saysSurname } from "../identity.ts";
import { ask } from "../questions.ts";
import { handOver } from "../summary.ts";
import { forget, patch, say, sayWords, type Turn } from "../turn.ts";
import { theirErrand } from "./errand-found.ts";
import { startCancel } from "./existing-cancel.ts";
import { startChange } from "./existing-modify.ts";
import { closeExisting, isLive, isTheirs, patchExisting } from "./existing-state.ts";
import { shownWords } from "./existing-words.ts";

type Event<K extends ExistingEvent["kind"]> = Extract<ExistingEvent, { kind: K }>;

/** After so many wrong tries a person looks. */
const MOST_TRIES = 3;
/** More than this are not read out. */
const MOST_SHOWN = 9;

/**
 * The PMS answered. A booking is the guest's when it was made in their conversation, when its phone is the one they
 * write from, or when they said its code and its surname; whether a code exists is told to nobody else.
 */
export function onBookings(turn: Turn, event: Event<"bookings">): Turn {
  const work = turn.state.existing;
  if (work?.waits !== "find") return turn;
  const answered = patchExisting(turn, {}, "waits");
  const theirs = event.found.filter((each) => isTheirs(turn, each)).map(({ booking }) => booking);
  if (event.code === undefined) return choose(answered, theirs.filter(isLive));
  const [first] = theirs;
  const named = event.found.find(({ booking }) => saysSurname(work.said ?? "", booking))?.booking;
  const match = first ?? named;
  if (match) return identified(answered, match);
  return work.named ? wrongTry(answered) : ask(answered, "booking_surname");
}

function choose(turn: Turn, bookings: readonly Booking[]): Turn {
  const [only] = bookings;
  if (!only) return ask(say(turn, "existing.none", {}), "identify");
  if (bookings.length === 1) return identified(turn, only);
  return ask(patchExisting(turn, { found: bookings.slice(0, MOST_SHOWN) }), "which_booking");
}

function wrongTry(turn: Turn): Turn {
  const wrongTries = (turn.state.wrongTries ?? 0) + 1;
  const counted = patchExisting(patch(turn, { wrongTries }), {}, "code", "said", "named");
  if (wrongTries < MOST_TRIES) return ask(say(counted, "existing.wrong", {}), "identify");
  const said = say(counted, "existing.too_many", { when: whenAnswered(turn) });
  return handOver(closeExisting(said), "existing_booking");
}

/** The booking is the guest's: what they wanted with it is done. */
export function identified(turn: Turn, booking: Booking): Turn {
  const cleared = patchExisting(
    forget(turn, "wrongTries", "question", "asked"),
    { booking },
    "code",
    "said",
    "named",
    "found",
  );
  const wants = turn.state.existing?.wants;
  if (wants === "errand_booking" && turn.state.errand) return theirErrand(closeExisting(cleared), booking);
  if (wants === "lookup_booking" || wants === "errand_booking")
    return sayWords(cleared, shownWords(cleared, booking));
  if (booking.status === "cancelled") {
    return closeExisting(say(cleared, "existing.already_cancelled", { code: booking.code }));
  }
  // Rooms of several types are moved by people: not every PMS moves them together.
  if (booking.status !== "firm" || (wants === "modify_booking" && isMixed(booking))) {
    const said = say(cleared, "person.existing", { when: whenAnswered(turn) });
    return closeExisting(handOver(said, "existing_booking"));
  }
  return wants === "cancel_booking" ? startCancel(cleared, booking) : startChange(cleared, booking);
}
