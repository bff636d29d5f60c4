import { Args } from "@oclif/core";
import { RatesChange, weekdaysFlag } from "../../src/command/rates-change.ts";
import { clerkFlag } from "../../src/command.ts";
import type { RatesReport } from "../../src/control/contract-house.ts";

export default class RatesSet extends RatesChange<typeof RatesSet> {
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
    days: weekdaysFlag("Some of mon,tue,wed,thu,fri,sat,sun; every day when missing."),
    as: clerkFlag(),
  };

  async run(): Promise<RatesReport> {
    const { readWeekdays } = await import("../../src/ops/house/files.ts");
    const { type, amount } = this.args;
    const order = { roomType: type, weekdays: readWeekdays(this.flags.days), amount, by: this.flags.as };
    return await this.change({ act: "set", ...order });
  }
}
