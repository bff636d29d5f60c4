import { BookingMove } from "../../src/command/booking-move.ts";

export default class BookingsCancel extends BookingMove {
  static override summary = "Cancel a booking; its rooms are free at once.";
  static override description = `Money that was paid is not given back by this: see «bookings pay --back».

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> AGMPUZ"];

  protected override readonly act = "cancel";
}
