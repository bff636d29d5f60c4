import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { RoomsReport } from "../../src/control/contract-house.ts";

export default class RoomsRetire extends HotelbotCommand<typeof RoomsRetire> {
  static override summary = "Sell a room no more.";
  static override description =
    `Refused while the room has bookings; past ones stay. rooms add sells it again.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 104"];
  static override args = {
    number: Args.string({ required: true, description: "The room's number." }),
  };
  static override flags = {
    as: clerkFlag(),
  };

  async run(): Promise<RoomsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { number } = this.args;
    const report = await control(this.flags).house.changeRooms({ act: "retire", by: this.flags.as, number });
    this.log(`room ${number} is not sold any more`);
    return report;
  }
}
