import { HotelbotCommand } from "../../src/command.ts";
import type { RatesReport } from "../../src/control/contract-house.ts";

export default class Rates extends HotelbotCommand<typeof Rates> {
  static override summary =
    "What a night costs, by room type and weekday, and the nights that cost something else.";
  static override description =
    `Only where hotelbot is the PMS itself. Prices are a night and room, taxes included.

Exit codes: 0 shown, 1 the hotel has another PMS, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq .overrides",
  ];

  async run(): Promise<RatesReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { rateLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).house.rates();
    for (const line of rateLines(report, paint())) this.log(line);
    return report;
  }
}
