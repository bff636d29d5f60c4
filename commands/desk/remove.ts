import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { StaffReport } from "../../src/control/contract-page.ts";

export default class DeskRemove extends HotelbotCommand<typeof DeskRemove> {
  static override summary = "Let a person log in to the front desk's page no more.";
  static override description =
    `They are logged out everywhere at once. What they did stays in the audit log under their name.

Exit codes: 0 done, 1 nobody has that name, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> Marta"];
  static override args = {
    name: Args.string({ required: true, description: "The person's name, as «desk staff» shows it." }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<StaffReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { name } = this.args;
    const report = await control(this.flags).page.changeStaff({ act: "remove", name, by: this.flags.as });
    this.log(`${name} may not log in any more.`);
    return report;
  }
}
