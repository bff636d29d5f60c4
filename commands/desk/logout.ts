import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { StaffReport } from "../../src/control/contract-page.ts";

export default class DeskLogout extends HotelbotCommand<typeof DeskLogout> {
  static override summary = "Log a person out of the front desk's page, on every screen.";
  static override description =
    `For a screen that was left behind. They may log in again with their PIN; links made for them are void.

Exit codes: 0 done, 1 nobody has that name, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> Marta"];
  static override args = {
    name: Args.string({ required: true, description: "The person's name, as «desk staff» shows it." }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<StaffReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { name } = this.args;
    const report = await control(this.flags).page.changeStaff({ act: "logout", name, by: this.flags.as });
    this.log(`${name} is logged out everywhere.`);
    return report;
  }
}
