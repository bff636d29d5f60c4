import { RoomSale } from "../../src/command/room-sale.ts";

export default class RoomsEdit extends RoomSale {
  static override summary = "Sell a room as another type.";
  static override description = `Refused while the room has bookings: move them first.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 104 --type double"];

  protected override readonly act = "edit";
}
