import type { Booking } from "./hotel.ts";
import type { Money } from "./money.ts";
import type { Party, Stay } from "./stay.ts";

/** What a booking is to be like: all of it, also what stays. `total` is for all nights and rooms, taxes included. */
export interface Wanted {
  readonly stay: Stay;
  readonly roomType: string;
  readonly party: Party;
  readonly total: Money;
}

/** What a guest agreed to. `before` is the booking as it was read back to them. */
export type Amendment =
  | { readonly kind: "change"; readonly before: Booking; readonly change: Wanted }
  /** `fee` is what the guest was told that the cancellation costs. */
  | { readonly kind: "cancel"; readonly before: Booking; readonly fee: Money };

/** True when the booking is as wanted. */
export function isAs(booking: Booking, wanted: Omit<Wanted, "total">): boolean {
  const { stay, roomType, party } = wanted;
  return (
    booking.roomType === roomType &&
    booking.stay.arrival === stay.arrival &&
    booking.stay.departure === stay.departure &&
    booking.party.adults === party.adults &&
    booking.party.children === party.children
  );
}
