import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { StaffReport } from "../../src/control/contract-page.ts";

export default class DeskAdd extends HotelbotCommand<typeof DeskAdd> {
  static override summary = "Let a person log in to the front desk's page, with a PIN drawn now.";
  static override description =
    `The PIN is shown this once. For somebody who is there already a new one is drawn, and they are logged out everywhere.

Exit codes: 0 done, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> Marta"];
  static override args = {
    name: Args.string({ required: true, description: "The person's name, as the audit log has it." }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<StaffReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { name } = this.args;
    const report = await control(this.flags).page.changeStaff({ act: "add", name, by: this.flags.as });
    this.log(`PIN of ${name}: ${report.pin}`);
    return report;
  }
}
