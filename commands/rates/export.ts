import { HotelbotCommand } from "../../src/command.ts";
import type { RatesReport } from "../../src/control/contract-house.ts";

export default class RatesExport extends HotelbotCommand<typeof RatesExport> {
  static override summary = "Print all rates as CSV.";
  static override description = `What it prints, «rates import» reads.

Exit codes: 0 printed, 1 the hotel has another PMS, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> > rates.csv"];

  async run(): Promise<RatesReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { ratesCsv } = await import("../../src/ops/views/house.ts");
    const report = await control(this.flags).house.rates();
    this.log(ratesCsv(report).trimEnd());
    return report;
  }
}
