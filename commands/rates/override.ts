import { Args, Flags } from "@oclif/core";
import { RatesChange, weekdaysFlag } from "../../src/command/rates-change.ts";
import { clerkFlag } from "../../src/command.ts";
import type { RatesReport } from "../../src/control/contract-house.ts";

export default class RatesOverride extends RatesChange<typeof RatesOverride> {
  static override summary = "Set what some nights cost instead: a fair, a season, New Year's Eve.";
  static override description = `Without an amount these nights cost again what their weekday does.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> double 180 --from 2027-12-24 --to 2027-12-31",
    "<%= config.bin %> <%= command.id %> double 140 --from 2027-07-01 --to 2027-08-31 --days fri,sat",
    "<%= config.bin %> <%= command.id %> double --from 2027-12-24",
  ];
  static override args = {
    type: Args.string({ required: true, description: "The room type, as hotel.yaml calls it." }),
    amount: Args.string({ description: "A night and room, taxes included; missing: as on other weeks." }),
  };
  static override flags = {
    from: Flags.string({ required: true, helpValue: "DAY", summary: "The first night." }),
    to: Flags.string({ helpValue: "DAY", summary: "The last night; one night when missing." }),
    days: weekdaysFlag("Only these weekdays of them: mon,tue,wed,thu,fri,sat,sun."),
    as: clerkFlag(),
  };

  async run(): Promise<RatesReport> {
    const { readDay, readWeekdays } = await import("../../src/ops/house/files.ts");
    const { type, amount } = this.args;
    const from = readDay(this.flags.from);
    const to = readDay(this.flags.to ?? from);
    const price = amount === undefined ? {} : { amount };
    const order = {
      roomType: type,
      from,
      to,
      weekdays: readWeekdays(this.flags.days),
      by: this.flags.as,
      ...price,
    };
    return await this.change({ act: "override", ...order });
  }
}
