import { SpreadsheetImport } from "../../src/command/spreadsheet-import.ts";

export default class BookingsImport extends SpreadsheetImport {
  static override summary = "Book what a spreadsheet lists: all of it or none.";
  static override description =
    `Needed columns: arrival, departure, room_type, name. Others: room, adults, children, rooms, email, phone, total, paid,
deposit, channel, reference. A line whose reference is known is there already. Every line that cannot be taken is named.

Exit codes: 0 written, 1 a line cannot be taken (nothing was written), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> bookings.csv --dry-run",
    "<%= config.bin %> <%= command.id %> bookings.csv",
  ];

  protected override readonly lists = "bookings";
}
