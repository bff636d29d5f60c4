import { BookingMove } from "../../src/command/booking-move.ts";

export default class BookingsNoShow extends BookingMove {
  static override summary = "The guest did not come; the rooms are free at once.";
  static override description = `From the day of arrival on. The booking stays with its price.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> AGMPUZ"];

  protected override readonly act = "no-show";
}
