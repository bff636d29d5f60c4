import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../command.ts";
import type { DeskBookingReport } from "../control/contract-house.ts";

/** What a clerk does to a booking by naming it: a subclass says what, and its help. */
export abstract class BookingMove extends HotelbotCommand<typeof BookingMove> {
  static override args = {
    code: Args.string({ required: true, description: "The booking's code." }),
  };
  static override flags = { as: clerkFlag() };

  protected abstract readonly act: "cancel" | "check-in" | "check-out" | "no-show";

  async run(): Promise<DeskBookingReport> {
    const { control } = await import("../control/connect.ts");
    const { bookingLine } = await import("../ops/views/house.ts");
    const { paint } = await import("../ops/views/paint.ts");
    const order = { act: this.act, by: this.flags.as, code: this.args.code };
    const report = await control(this.flags).house.changeBooking(order);
    for (const line of bookingLine(report.booking, paint())) this.log(line);
    return report;
  }
}
