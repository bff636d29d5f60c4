import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { DeskBookingReport } from "../../src/control/contract-house.ts";

export default class BookingsPay extends HotelbotCommand<typeof BookingsPay> {
  static override summary = "Note money received for a booking, or given back, or waited for.";
  static override description = `It moves no money: it is the note of it that guests are answered from.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> AGMPUZ 50",
    "<%= config.bin %> <%= command.id %> AGMPUZ 50 --back",
    "<%= config.bin %> <%= command.id %> AGMPUZ --deposit 100",
  ];
  static override args = {
    code: Args.string({ required: true, description: "The booking's code." }),
    amount: Args.string({ description: "What was received: 50 or 50.25." }),
  };
  static override flags = {
    back: Flags.boolean({ default: false, summary: "The amount was given back." }),
    deposit: Flags.string({
      helpValue: "AMOUNT",
      summary: "What is waited for before the stay; 0 for nothing.",
    }),
    refundable: Flags.boolean({
      allowNo: true,
      summary: "Whether money is given back when it is cancelled.",
    }),
    as: clerkFlag(),
  };

  async run(): Promise<DeskBookingReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { bookingLine } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { code, amount } = this.args;
    const { back, deposit, refundable, as: by } = this.flags;
    const report = await control(this.flags).house.changeBooking({
      act: "pay",
      by,
      code,
      back,
      ...(amount === undefined ? {} : { amount }),
      ...(deposit === undefined ? {} : { deposit }),
      ...(refundable === undefined ? {} : { nonRefundable: !refundable }),
    });
    for (const line of bookingLine(report.booking, paint())) this.log(line);
    return report;
  }
}
