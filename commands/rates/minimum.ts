import { Args, Flags } from "@oclif/core";
import { RatesChange, weekdaysFlag } from "../../src/command/rates-change.ts";
import { clerkFlag } from "../../src/command.ts";
import type { RatesReport } from "../../src/control/contract-house.ts";

export default class RatesMinimum extends RatesChange<typeof RatesMinimum> {
  static override summary = "Set the fewest nights of stays that arrive on some days.";
  static override description =
    `Guests who ask for fewer nights are told so and offered the shortest stay there is; what the desk books is not held to it.
Without NIGHTS these nights are again as on other weeks, and weekdays have no minimum.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> double 3 --from 2027-12-28 --to 2027-12-31",
    "<%= config.bin %> <%= command.id %> double 2 --days fri,sat",
    "<%= config.bin %> <%= command.id %> double --from 2027-12-31",
  ];
  static override args = {
    type: Args.string({ required: true, description: "The room type, as hotel.yaml calls it." }),
    nights: Args.integer({
      min: 1,
      max: 365,
      description: "The fewest nights; missing: no minimum of its own.",
    }),
  };
  static override flags = {
    from: Flags.string({ helpValue: "DAY", summary: "The first day of arrival; every week when missing." }),
    to: Flags.string({
      dependsOn: ["from"],
      helpValue: "DAY",
      summary: "The last day of arrival; one day when missing.",
    }),
    days: weekdaysFlag("Only these weekdays of them: mon,tue,wed,thu,fri,sat,sun."),
    as: clerkFlag(),
  };

  async run(): Promise<RatesReport> {
    const { readDay, readWeekdays } = await import("../../src/ops/house/files.ts");
    const { as: by, days, from, to = from } = this.flags;
    const { type: roomType, nights } = this.args;
    const order = { roomType, weekdays: readWeekdays(days), by, ...(nights === undefined ? {} : { nights }) };
    const span = from && to ? { from: readDay(from), to: readDay(to) } : {};
    return await this.change({ act: "minimum", ...order, ...span });
  }
}
