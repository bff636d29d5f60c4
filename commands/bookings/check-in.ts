import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { DeskBookingReport } from "../../src/control/contract-house.ts";

export default class BookingsCheckIn extends HotelbotCommand<typeof BookingsCheckIn> {
  static override summary = "The guest has arrived.";
  static override description = `From the day of arrival on.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> AGMPUZ"];
  static override args = {
    code: Args.string({ required: true, description: "The booking's code." }),
  };
  static override flags = {
    as: clerkFlag(),
  };

  async run(): Promise<DeskBookingReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { bookingLine } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const order = { act: "check-in", by: this.flags.as, code: this.args.code } as const;
    const report = await control(this.flags).house.changeBooking(order);
    for (const line of bookingLine(report.booking, paint())) this.log(line);
    return report;
  }
}
