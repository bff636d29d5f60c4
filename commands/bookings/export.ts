import { dayFlags, daysAsked } from "../../src/command/booking-days.ts";
import { HotelbotCommand } from "../../src/command.ts";
import type { BookingsReport } from "../../src/control/contract-house.ts";

export default class BookingsExport extends HotelbotCommand<typeof BookingsExport> {
  static override summary = "Print the bookings of some days as CSV.";
  static override description =
    `What it prints, «bookings import» reads. Works with every PMS; at most 62 days at once.

Exit codes: 0 printed, 3 wrong usage or too many days, 10 hotelbot is not running, 75 the PMS does not answer.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> --from 2027-03-01 --to 2027-03-31 > march.csv",
  ];
  static override flags = dayFlags();

  async run(): Promise<BookingsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { bookingsCsv } = await import("../../src/ops/views/house.ts");
    const report = await control(this.flags, 60_000).house.bookings(await daysAsked(this.flags));
    this.log(bookingsCsv(report).trimEnd());
    return report;
  }
}
