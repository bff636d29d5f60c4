import { Args } from "@oclif/core";
import { RatesChange, ruleDays, ruleFlags } from "../../src/command/rates-change.ts";
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
  static override flags = ruleFlags("The first day of arrival", "The last day of arrival");

  async run(): Promise<RatesReport> {
    const { type: roomType, nights } = this.args;
    const order = { act: "minimum" as const, roomType, ...(await ruleDays(this.flags)) };
    return await this.change(nights === undefined ? order : { ...order, nights });
  }
}
