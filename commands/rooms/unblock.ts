import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { RoomsReport } from "../../src/control/contract-house.ts";

export default class RoomsUnblock extends HotelbotCommand<typeof RoomsUnblock> {
  static override summary = "Take a room into service again before its block ends.";
  static override description = `What a channel calendar blocks is given back by the channel, not here.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 7"];
  static override args = {
    id: Args.integer({ required: true, min: 1, description: "The block, as «rooms» shows it." }),
  };
  static override flags = {
    as: clerkFlag(),
  };

  async run(): Promise<RoomsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { id } = this.args;
    const report = await control(this.flags).house.changeRooms({ act: "unblock", by: this.flags.as, id });
    this.log(`block ${id} is gone`);
    return report;
  }
}
