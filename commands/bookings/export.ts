import { Flags } from "@oclif/core";
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
  static override flags = {
    from: Flags.string({ helpValue: "DAY", summary: "The first day; today when missing." }),
    to: Flags.string({ helpValue: "DAY", summary: "The last day; the first when missing." }),
  };

  async run(): Promise<BookingsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { bookingsCsv } = await import("../../src/ops/views/house.ts");
    const { readDay } = await import("../../src/ops/house/files.ts");
    const { from, to } = this.flags;
    const days = {
      ...(from === undefined ? {} : { from: readDay(from) }),
      ...(to === undefined ? {} : { to: readDay(to) }),
    };
    const report = await control(this.flags, 60_000).house.bookings(days);
    this.log(bookingsCsv(report).trimEnd());
    return report;
  }
}
