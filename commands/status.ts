import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import type { StatusReport } from "../src/control/contract.ts";

export default class Status extends HotelbotCommand<typeof Status> {
  static override summary =
    "What a clerk wants to know: who waits for a person, the channels, today, the queue.";
  static override description = `Asks the running daemon and prints what needs a person first.

Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq .waiting",
  ];
  static override flags = {
    timeout: Flags.integer({
      default: 10,
      min: 1,
      max: 600,
      helpValue: "SECONDS",
      summary: "How long to wait for the daemon.",
    }),
  };

  async run(): Promise<StatusReport> {
    const { control } = await import("../src/control/connect.ts");
    const report = await control(this.flags, this.flags.timeout * 1000).status();
    const { statusLines } = await import("../src/ops/views/status.ts");
    const { paint } = await import("../src/ops/views/paint.ts");
    for (const line of statusLines(report, Date.now(), paint())) this.log(line);
    return report;
  }
}
