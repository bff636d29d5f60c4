import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { FeedsReport } from "../../src/control/contract-page.ts";

export default class CalendarUnshare extends HotelbotCommand<typeof CalendarUnshare> {
  static override summary = "Stop giving a calendar out: its address answers nobody any more.";
  static override description =
    `Exit codes: 0 done, 1 there is no such calendar, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 3"];
  static override args = {
    id: Args.integer({ required: true, min: 1, description: "Its number, as «calendar share» lists it." }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<FeedsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { id } = this.args;
    const report = await control(this.flags).page.changeFeeds({ act: "unshare", id, by: this.flags.as });
    this.log("It is not given out any more.");
    return report;
  }
}
