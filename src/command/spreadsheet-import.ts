import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../command.ts";
import type { ImportReport } from "../control/contract-house.ts";

/** Takes a spreadsheet into the house PMS, all of it or nothing: a subclass says what it lists, and its help. */
export abstract class SpreadsheetImport extends HotelbotCommand<typeof SpreadsheetImport> {
  static override args = {
    file: Args.string({ required: true, description: "A CSV file in UTF-8; - is standard input." }),
  };
  static override flags = {
    "dry-run": Flags.boolean({ default: false, summary: "Only say what is wrong with it." }),
    as: clerkFlag(),
  };

  protected abstract readonly lists: "bookings" | "rates";

  async run(): Promise<ImportReport> {
    const { control } = await import("../control/connect.ts");
    const { importLine } = await import("../ops/views/house.ts");
    const { readImport } = await import("../ops/house/files.ts");
    const order = { csv: readImport(this.args.file), dryRun: this.flags["dry-run"], by: this.flags.as };
    const { house } = control(this.flags, 60_000);
    const report = await (this.lists === "rates" ? house.importRates(order) : house.importBookings(order));
    this.log(importLine(report));
    return report;
  }
}
