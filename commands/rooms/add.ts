import { RoomSale } from "../../src/command/room-sale.ts";

export default class RoomsAdd extends RoomSale {
  static override summary = "Sell one more room.";
  static override description =
    `A room that was sold once before is sold again. It stays through restarts, until hotel.yaml lists other rooms for its type.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 104 --type double"];

  protected override readonly act = "add";
}
