import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../command.ts";
import type { RoomsReport } from "../control/contract-house.ts";

/** Says as which type a room is sold: a subclass says whether it is a new one, and its help. */
export abstract class RoomSale extends HotelbotCommand<typeof RoomSale> {
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

  protected abstract readonly act: "add" | "edit";

  async run(): Promise<RoomsReport> {
    const { control } = await import("../control/connect.ts");
    const { roomLines } = await import("../ops/views/house.ts");
    const { paint } = await import("../ops/views/paint.ts");
    const { number } = this.args;
    const order = { act: this.act, by: this.flags.as, number, roomType: this.flags.type };
    const report = await control(this.flags).house.changeRooms(order);
    const rooms = report.rooms.filter((each) => each.number === number);
    for (const line of roomLines({ ...report, rooms }, paint())) this.log(line);
    return report;
  }
}
