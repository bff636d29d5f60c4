import { Args } from "@oclif/core";
import { RatesChange, ruleDays, ruleFlags } from "../../src/command/rates-change.ts";
import type { RatesReport } from "../../src/control/contract-house.ts";

type End = "arrival" | "departure";
const ENDS: Readonly<Record<string, readonly End[]>> = {
  arrival: ["arrival"],
  departure: ["departure"],
  both: ["arrival", "departure"],
  none: [],
};

export default class RatesClosed extends RatesChange<typeof RatesClosed> {
  static override summary = "Close days to stays that would begin or end on them.";
  static override description =
    `Guests who ask for such a stay are told so and offered the nearest dates that fit; what the desk books is not held to it.
Without WHAT these days are again as on other weeks, and weekdays are open.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> double arrival --days sat",
    "<%= config.bin %> <%= command.id %> double both --from 2027-12-31",
    "<%= config.bin %> <%= command.id %> double none --from 2027-08-14",
    "<%= config.bin %> <%= command.id %> double --from 2027-12-31",
  ];
  static override args = {
    type: Args.string({ required: true, description: "The room type, as hotel.yaml calls it." }),
    what: Args.string({
      options: Object.keys(ENDS),
      description: "What is closed; none: open although the weekday is closed; missing: as on other weeks.",
    }),
  };
  static override flags = ruleFlags("The first day", "The last day");

  async run(): Promise<RatesReport> {
    const { type: roomType, what } = this.args;
    const order = { act: "closed" as const, roomType, ...(await ruleDays(this.flags)) };
    return await this.change(what === undefined ? order : { ...order, closed: [...(ENDS[what] ?? [])] });
  }
}
