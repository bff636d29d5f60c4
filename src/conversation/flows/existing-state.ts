import type { Booking } from "../../domain/hotel.ts";
import type { Question } from "../contract.ts";
import type { Existing, ExistingQuestion, FoundBooking } from "../contract-existing.ts";
import { samePhone } from "../identity.ts";
import { forget, patch, request, say, type Turn, without } from "../turn.ts";

const QUESTIONS: ReadonlySet<string> = new Set<ExistingQuestion>([
  "which_booking",
  "identify",
  "booking_surname",
  "modify_what",
  "modify_dates",
  "modify_party",
  "modify_room",
  "confirm_change",
  "confirm_cancel",
  "existing_retry",
]);

export function isExistingQuestion(question: Question | undefined): question is ExistingQuestion {
  return question !== undefined && QUESTIONS.has(question);
}

/** Changes what is being done with the booking; nothing when nothing is. */
export function patchExisting(
  turn: Turn,
  change: Partial<Existing>,
  ...drop: readonly (keyof Existing)[]
): Turn {
  const { existing } = turn.state;
  return existing ? patch(turn, { existing: { ...without(existing, ...drop), ...change } }) : turn;
}

/** True when the booking was made in this conversation, was matched before, or has the telephone they write from. */
export function isTheirs({ input, state }: Turn, { booking, own }: FoundBooking): boolean {
  const { phone } = input.contact;
  if (own || state.existing?.booking?.code === booking.code) return true;
  return phone !== undefined && samePhone(phone, booking.guest.phone);
}

export function isLive({ status }: Booking): boolean {
  return status === "firm" || status === "in_house";
}

/** Gives back what was held for a change. */
export function freeChange(turn: Turn): Turn {
  if (turn.state.existing?.heldUntil === undefined) return turn;
  return request(patchExisting(turn, {}, "heldUntil"), { kind: "release_hold" });
}

/** The matter is closed: its question is open no more, and what was being booked besides goes on. */
export function closeExisting(turn: Turn): Turn {
  const closed = forget(freeChange(turn), "existing", "question", "asked");
  if (turn.state.step !== "changing") return closed;
  return patch(closed, { step: stepBeside(turn) });
}

/** Where the conversation stands once nothing is being written to a booking. */
export function stepBeside({ state }: Turn): "collecting" | "done" | "idle" {
  if (state.draft) return "collecting";
  return state.booking ? "done" : "idle";
}

/** While a change is being written nothing else can be done to the booking. */
export function whileChanging(turn: Turn): Turn {
  return say(turn, turn.state.existing?.unsettled ? "change.unknown" : "change.waiting", {});
}
