import type { GuestDetails } from "../domain/hotel.ts";

/** How many digits at the end of a phone tell people apart, whatever stands before them. */
const TELLING_DIGITS = 9;

/** True when two bookings are of one guest: the same e-mail, or the same phone however it is written. */
export function sameGuest(a: GuestDetails, b: GuestDetails): boolean {
  const email = a.email.trim().toLowerCase();
  if (email !== "" && email === b.email.trim().toLowerCase()) return true;
  const digits = (phone: string): string => phone.replace(/\D/g, "").slice(-TELLING_DIGITS);
  const phone = digits(a.phone);
  return phone.length === TELLING_DIGITS && phone === digits(b.phone);
}
