import { HotelbotCommand } from "../../src/command.ts";
import type { RoomsReport } from "../../src/control/contract-house.ts";

export default class Rooms extends HotelbotCommand<typeof Rooms> {
  static override summary = "The rooms of the house, and what they are blocked for.";
  static override description = `Only where hotelbot is the PMS itself.

Exit codes: 0 shown, 1 the hotel has another PMS, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq -r '.rooms[] | select(.sold) | .number'",
  ];

  async run(): Promise<RoomsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { roomLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).house.rooms();
    for (const line of roomLines(report, paint())) this.log(line);
    return report;
  }
}
