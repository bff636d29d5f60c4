import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { RoomsReport } from "../../src/control/contract-house.ts";

export default class RoomsBlock extends HotelbotCommand<typeof RoomsBlock> {
  static override summary = "Take a room out of service for some nights.";
  static override description =
    `Nobody gets it on these nights. Refused when somebody has it already: nights and bookings are named.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> 104 --from 2027-03-01 --until 2027-03-05 --reason painting",
  ];
  static override args = {
    number: Args.string({ required: true, description: "The room's number." }),
  };
  static override flags = {
    from: Flags.string({ required: true, helpValue: "DAY", summary: "The first night." }),
    until: Flags.string({ required: true, helpValue: "DAY", summary: "The day it is sold again." }),
    reason: Flags.string({ required: true, helpValue: "TEXT", summary: "Why, for the other clerks." }),
    as: clerkFlag(),
  };

  async run(): Promise<RoomsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { roomLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { readDay } = await import("../../src/ops/house/files.ts");
    const { number } = this.args;
    const { from, until, reason } = this.flags;
    const order = { number, from: readDay(from), until: readDay(until), reason, by: this.flags.as };
    const report = await control(this.flags).house.changeRooms({ act: "block", ...order });
    for (const line of roomLines(
      { ...report, rooms: report.rooms.filter((each) => each.number === number) },
      paint(),
    ))
      this.log(line);
    return report;
  }
}
