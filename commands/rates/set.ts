import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { RatesReport } from "../../src/control/contract-house.ts";

export default class RatesSet extends HotelbotCommand<typeof RatesSet> {
  static override summary = "Set what a night costs, on all weekdays or on some.";
  static override description =
    `It stays through restarts, until hotel.yaml says another rate for this room type.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> double 95",
    "<%= config.bin %> <%= command.id %> double 120 --days fri,sat",
  ];
  static override args = {
    type: Args.string({ required: true, description: "The room type, as hotel.yaml calls it." }),
    amount: Args.string({ required: true, description: "A night and room, taxes included: 95 or 95.50." }),
  };
  static override flags = {
    days: Flags.string({
      helpValue: "DAYS",
      summary: "Some of mon,tue,wed,thu,fri,sat,sun; every day when missing.",
    }),
    as: clerkFlag(),
  };

  async run(): Promise<RatesReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { rateLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { readWeekdays } = await import("../../src/ops/house/files.ts");
    const { type, amount } = this.args;
    const order = { roomType: type, weekdays: readWeekdays(this.flags.days), amount, by: this.flags.as };
    const report = await control(this.flags).house.changeRates({ act: "set", ...order });
    for (const line of rateLines(report, paint())) this.log(line);
    return report;
  }
}
