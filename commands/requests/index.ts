import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { RequestsReport } from "../../src/control/contract-desk.ts";

export default class Requests extends HotelbotCommand<typeof Requests> {
  static override summary =
    "What guests want done: towels, repairs, taxis, wake-up calls… the longest waiting first.";
  static override description = `Shows as well what the schedule could not send in the last week, and why.

Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --all --json",
  ];
  static override flags = {
    all: Flags.boolean({ summary: "Closed ones too, newest first." }),
  };

  async run(): Promise<RequestsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { requestsLines } = await import("../../src/ops/views/work.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).work.requests(this.flags.all);
    for (const line of requestsLines(report, Date.now(), paint())) this.log(line);
    return report;
  }
}
