import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { DeskBookingReport } from "../../src/control/contract-house.ts";

export default class BookingsCancel extends HotelbotCommand<typeof BookingsCancel> {
  static override summary = "Cancel a booking; its rooms are free at once.";
  static override description = `Money that was paid is not given back by this: see «bookings pay --back».

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
    const order = { act: "cancel", by: this.flags.as, code: this.args.code } as const;
    const report = await control(this.flags).house.changeBooking(order);
    for (const line of bookingLine(report.booking, paint())) this.log(line);
    return report;
  }
}
