import { Args } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { DeskBookingReport } from "../../src/control/contract-house.ts";

export default class BookingsShow extends HotelbotCommand<typeof BookingsShow> {
  static override summary = "One booking, by its code.";
  static override description = `Works with every PMS.

Exit codes: 0 shown, 1 there is no such booking, 3 wrong usage, 10 hotelbot is not running, 75 the PMS does not answer.`;
  static override examples = ["<%= config.bin %> <%= command.id %> AGMPUZ"];
  static override args = {
    code: Args.string({ required: true, description: "The booking's code." }),
  };

  async run(): Promise<DeskBookingReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { bookingLine } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).house.showBooking(this.args.code);
    for (const line of bookingLine(report.booking, paint())) this.log(line);
    return report;
  }
}
