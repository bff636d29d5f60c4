import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { CalendarsReport } from "../../src/control/contract-house.ts";

export default class CalendarRemove extends HotelbotCommand<typeof CalendarRemove> {
  static override summary = "Read a calendar no more; the nights it blocked are sold again.";
  static override description = `The channel goes on selling: close the room there first.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 1"];
  static override args = {
    id: Args.integer({ required: true, min: 1, description: "The calendar, as «calendar» shows it." }),
  };
  static override flags = {
    as: clerkFlag(),
  };

  async run(): Promise<CalendarsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { id } = this.args;
    const report = await control(this.flags).house.changeCalendars({ act: "remove", by: this.flags.as, id });
    this.log(`calendar ${id} is not read any more`);
    return report;
  }
}
