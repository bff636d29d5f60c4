import { HotelbotCommand } from "../../src/command.ts";
import type { InboxReport } from "../../src/control/contract.ts";

export default class Inbox extends HotelbotCommand<typeof Inbox> {
  static override summary = "The conversations of the last week, who waits for a person first.";
  static override description = `Asks the running daemon.

Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq '.conversations[] | select(.waiting)'",
  ];

  async run(): Promise<InboxReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { inboxLines } = await import("../../src/ops/views/inbox.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).inbox();
    for (const line of inboxLines(report, Date.now(), paint())) this.log(line);
    return report;
  }
}
