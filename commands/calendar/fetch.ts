import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { CalendarsReport } from "../../src/control/contract-house.ts";

export default class CalendarFetch extends HotelbotCommand<typeof CalendarFetch> {
  static override summary = "Read all channel calendars now.";
  static override description = `It is done every quarter of an hour by itself.

Exit codes: 0 read; «calendar» says how each did, 1 the hotel has another PMS, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %>"];
  static override flags = {
    as: clerkFlag(),
  };

  async run(): Promise<CalendarsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { calendarLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags, 120_000).house.changeCalendars({
      act: "read",
      by: this.flags.as,
    });
    for (const line of calendarLines(report, paint())) this.log(line);
    return report;
  }
}
