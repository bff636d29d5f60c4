import { dayFlags, daysAsked } from "../../src/command/booking-days.ts";
import { HotelbotCommand } from "../../src/command.ts";
import type { BookingsReport } from "../../src/control/contract-house.ts";

export default class Bookings extends HotelbotCommand<typeof Bookings> {
  static override summary = "Who arrives, stays and leaves today or on other days.";
  static override description = `Works with every PMS; at most 62 days at once.

Exit codes: 0 shown, 3 wrong usage or too many days, 10 hotelbot is not running, 75 the PMS does not answer.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --from 2027-03-01 --to 2027-03-07",
    "<%= config.bin %> <%= command.id %> --json | jq -r '.bookings[].code'",
  ];
  static override flags = dayFlags();

  async run(): Promise<BookingsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { bookingLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags, 60_000).house.bookings(await daysAsked(this.flags));
    for (const line of bookingLines(report, paint())) this.log(line);
    return report;
  }
}
