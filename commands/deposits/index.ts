import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { DepositsReport } from "../../src/control/contract-desk.ts";

export default class Deposits extends HotelbotCommand<typeof Deposits> {
  static override summary = "Proofs of payment that wait to be looked at, oldest first.";
  static override description = `Nothing a guest sends counts as paid before somebody approves it.

Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --all",
  ];
  static override flags = {
    all: Flags.boolean({ summary: "Every deposit, newest first." }),
  };

  async run(): Promise<DepositsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { depositsLines } = await import("../../src/ops/views/work.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).work.deposits(this.flags.all);
    for (const line of depositsLines(report, Date.now(), paint())) this.log(line);
    return report;
  }
}
