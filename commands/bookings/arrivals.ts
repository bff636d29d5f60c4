import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { ArrivalsReport } from "../../src/control/contract-house.ts";

export default class BookingsArrivals extends HotelbotCommand<typeof BookingsArrivals> {
  static override summary = "Who arrives today or on another day: code, room, nights, and what is owed.";
  static override description = `Works with every PMS. The desk page shows the same under «today».

Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running, 75 the PMS does not answer.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --date 2027-03-01",
    "<%= config.bin %> <%= command.id %> --json | jq -r '.arrivals[] | select(.owed.minor > 0) | .name'",
  ];
  static override flags = {
    date: Flags.string({ helpValue: "DAY", summary: "The day; today when missing." }),
  };

  async run(): Promise<ArrivalsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { arrivalLines, arrivalsOf } = await import("../../src/ops/views/arrivals.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { readDay } = await import("../../src/ops/house/files.ts");
    const { date } = this.flags;
    const days = date === undefined ? {} : { from: readDay(date) };
    const report = arrivalsOf(await control(this.flags, 60_000).house.bookings(days));
    for (const line of arrivalLines(report, paint())) this.log(line);
    return report;
  }
}
