import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { ImportReport } from "../../src/control/contract-house.ts";

export default class BookingsImport extends HotelbotCommand<typeof BookingsImport> {
  static override summary = "Book what a spreadsheet lists: all of it or none.";
  static override description =
    `Needed columns: arrival, departure, room_type, name. Others: room, adults, children, rooms, email, phone, total, paid,
deposit, channel, reference. A line whose reference is known is there already. Every line that cannot be taken is named.

Exit codes: 0 written, 1 a line cannot be taken (nothing was written), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> bookings.csv --dry-run",
    "<%= config.bin %> <%= command.id %> bookings.csv",
  ];
  static override args = {
    file: Args.string({ required: true, description: "A CSV file in UTF-8; - is standard input." }),
  };
  static override flags = {
    "dry-run": Flags.boolean({ default: false, summary: "Only say what is wrong with it." }),
    as: clerkFlag(),
  };

  async run(): Promise<ImportReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { importLine } = await import("../../src/ops/views/house.ts");
    const { readImport } = await import("../../src/ops/house/files.ts");
    const order = { csv: readImport(this.args.file), dryRun: this.flags["dry-run"], by: this.flags.as };
    const report = await control(this.flags, 60_000).house.importBookings(order);
    this.log(importLine(report));
    return report;
  }
}
