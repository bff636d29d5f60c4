import { BookingMove } from "../../src/command/booking-move.ts";

export default class BookingsCheckIn extends BookingMove {
  static override summary = "The guest has arrived.";
  static override description = `From the day of arrival on.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> AGMPUZ"];

  protected override readonly act = "check-in";
}
