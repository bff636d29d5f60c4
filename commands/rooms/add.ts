import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { RoomsReport } from "../../src/control/contract-house.ts";

export default class RoomsAdd extends HotelbotCommand<typeof RoomsAdd> {
  static override summary = "Sell one more room.";
  static override description =
    `A room that was sold once before is sold again. It stays through restarts, until hotel.yaml lists other rooms for its type.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 104 --type double"];
  static override args = {
    number: Args.string({ required: true, description: "The room's number." }),
  };
  static override flags = {
    type: Flags.string({
      required: true,
      helpValue: "TYPE",
      summary: "Its room type, as hotel.yaml calls it.",
    }),
    as: clerkFlag(),
  };

  async run(): Promise<RoomsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { roomLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { number } = this.args;
    const order = { act: "add", by: this.flags.as, number, roomType: this.flags.type } as const;
    const report = await control(this.flags).house.changeRooms(order);
    for (const line of roomLines(
      { ...report, rooms: report.rooms.filter((each) => each.number === number) },
      paint(),
    ))
      this.log(line);
    return report;
  }
}
