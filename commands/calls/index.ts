import { HotelbotCommand } from "../../src/command.ts";
import type { CallsReport } from "../../src/control/contract-calls.ts";

export default class Calls extends HotelbotCommand<typeof Calls> {
  static override summary = "The calls that go on, and the latest ones.";
  static override description = `Asks the running daemon.

Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq '.calls[] | select(.endedAt == null)'",
  ];

  async run(): Promise<CallsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { callLines } = await import("../../src/ops/views/calls.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).phone.calls();
    for (const line of callLines(report, Date.now(), paint())) this.log(line);
    return report;
  }
}
