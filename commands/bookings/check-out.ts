import { BookingMove } from "../../src/command/booking-move.ts";

export default class BookingsCheckOut extends BookingMove {
  static override summary = "The guest has left.";
  static override description =
    `Nights that were left are free at once; the price stays: «bookings change --total» changes it.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> AGMPUZ"];

  protected override readonly act = "check-out";
}
