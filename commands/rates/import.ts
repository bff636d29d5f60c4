import { SpreadsheetImport } from "../../src/command/spreadsheet-import.ts";

export default class RatesImport extends SpreadsheetImport {
  static override summary = "Set rates from a spreadsheet: all of them or none.";
  static override description =
    `Columns room_type, when (mon, fri+sat, all, 2027-12-24, 2027-12-24..2027-12-31) and amount, in that or another order,
between commas or semicolons. Every line that cannot be taken is named.

Exit codes: 0 written, 1 a line cannot be taken (nothing was written), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> rates.csv --dry-run",
    "<%= config.bin %> <%= command.id %> rates.csv",
  ];

  protected override readonly lists = "rates";
}
