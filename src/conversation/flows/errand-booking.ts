import type { Booking } from "../../domain/hotel.ts";
import type { ErrandKind, OpenErrand } from "../contract-errands.ts";
import { ask } from "../questions.ts";
import { forget, patch, request, type Turn } from "../turn.ts";
import { isExistingQuestion } from "./existing-state.ts";

/** Wishes the desk can do nothing with unless it knows the stay. */
const OF_A_STAY: ReadonlySet<ErrandKind> = new Set(["late_checkout", "early_check_in", "invoice", "extra"]);
/** Wishes of people who need no stay of their own. */
const OF_ANYBODY: ReadonlySet<ErrandKind> = new Set(["room_photos", "message_for_guest"]);

/**
 * Whose wish it is, where this conversation made no booking: the PMS is asked by the guest's telephone. Only the desk
 * gets to see what it finds. Undefined when there is nothing to look for.
 */
export function lookForBooking(turn: Turn, errand: OpenErrand): Turn | undefined {
  if (OF_ANYBODY.has(errand.kind)) return undefined;
  if (turn.input.contact.phone === undefined) return askWhose(turn, errand);
  const open = patch(forget(turn, "question", "asked"), { errand: { ...errand, finding: true } });
  return request(open, { kind: "find_bookings" });
}

/** Code and surname, by the same check as for any booking. Undefined when the wish goes without, or was asked for it. */
export function askWhose(turn: Turn, errand: OpenErrand): Turn | undefined {
  const { existing, draft } = turn.state;
  // Who is booking means the stay that is being booked, which has no code yet.
  if (draft !== undefined) return undefined;
  const busy = existing !== undefined && existing.wants !== "errand_booking";
  if (busy || !OF_A_STAY.has(errand.kind)) return undefined;
  return ask(patch(turn, { errand, existing: { wants: "errand_booking" } }), "identify");
}

/** True while code or surname are asked for so that a wish can be seen to. */
export function asksWhose({ state }: Turn): boolean {
  const { errand, existing, question } = state;
  if (errand === undefined || existing?.wants !== "errand_booking") return false;
  return existing.waits !== undefined || isExistingQuestion(question);
}

/** The room of a guest who is in the house. */
export function roomIfHere({ input }: Turn, { roomNumbers, stay }: Booking): string | undefined {
  const today = input.now.date;
  const here = stay.arrival <= today && today <= stay.departure;
  return here && roomNumbers.length === 1 ? roomNumbers[0] : undefined;
}
