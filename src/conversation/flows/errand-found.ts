import type { Booking } from "../../domain/hotel.ts";
import type { ErrandKind } from "../contract-errands.ts";
import type { FoundBooking } from "../contract-existing.ts";
import { patch, type Turn, without } from "../turn.ts";
import { askWhose, roomIfHere } from "./errand-booking.ts";
import { proceed } from "./errands.ts";
import { isLive, isTheirs } from "./existing-state.ts";

/** The PMS answered by telephone, or (undefined) did not. Nothing of what it found is told: the desk has it. */
export function onErrandBookings(turn: Turn, found: readonly FoundBooking[] | undefined): Turn {
  const { errand } = turn.state;
  if (!errand?.finding) return turn;
  const open = without(errand, "finding");
  const theirs = (found ?? []).filter((each) => isTheirs(turn, each)).map(({ booking }) => booking);
  const booking = meant(turn, open.kind, theirs.filter(isLive));
  const asked = patch(turn, { errand: open });
  if (booking) return theirErrand(asked, booking);
  return (found && askWhose(asked, open)) ?? proceed(asked, open);
}

/** The stay a wish is about, when that is certain: the one they are in, else their only one. */
function meant({ input }: Turn, kind: ErrandKind, bookings: readonly Booking[]): Booking | undefined {
  const today = input.now.date;
  if (kind === "early_check_in") return bookings.find(({ stay }) => stay.arrival >= today);
  const here = bookings.filter(({ stay }) => stay.arrival <= today && today <= stay.departure);
  if (here.length > 0) return here.length === 1 ? here[0] : undefined;
  return bookings.length === 1 ? bookings[0] : undefined;
}

/** The wish is of this stay: the desk sees its code, and the room of who is in the house. */
export function theirErrand(turn: Turn, booking: Booking): Turn {
  const { errand } = turn.state;
  if (!errand) return turn;
  const room = errand.room ?? roomIfHere(turn, booking);
  const known = { ...errand, booking, bookingCode: booking.code };
  return proceed(turn, room === undefined ? known : { ...known, room });
}

/** Who does not want to say which booking it is: the desk finds out. */
export function anyonesErrand(turn: Turn): Turn {
  const { errand } = turn.state;
  return errand ? proceed(turn, errand) : turn;
}
