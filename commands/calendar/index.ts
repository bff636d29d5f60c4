import { HotelbotCommand } from "../../src/command.ts";
import type { CalendarsReport } from "../../src/control/contract-house.ts";

export default class Calendar extends HotelbotCommand<typeof Calendar> {
  static override summary = "The channel calendars that block rooms, and how each one does.";
  static override description = `Addresses hold a secret: only the host is shown.

Exit codes: 0 shown, 1 the hotel has another PMS, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %>"];

  async run(): Promise<CalendarsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { calendarLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).house.calendars();
    for (const line of calendarLines(report, paint())) this.log(line);
    return report;
  }
}
