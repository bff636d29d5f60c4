import { HotelbotCommand } from "../../src/command.ts";
import type { StaffReport } from "../../src/control/contract-page.ts";

export default class DeskStaff extends HotelbotCommand<typeof DeskStaff> {
  static override summary = "Who may log in to the front desk's page, and where it is.";
  static override description = `Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %>"];

  async run(): Promise<StaffReport> {
    const { control } = await import("../../src/control/connect.ts");
    const report = await control(this.flags).page.staff();
    const { staffLines } = await import("../../src/ops/views/desk.ts");
    for (const line of staffLines(report)) this.log(line);
    return report;
  }
}
