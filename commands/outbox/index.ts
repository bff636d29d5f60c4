import { HotelbotCommand } from "../../src/command.ts";
import type { HeldReport } from "../../src/control/contract-backup.ts";

export default class Outbox extends HotelbotCommand<typeof Outbox> {
  static override summary = "Replies held back until somebody decides, and replies that did not arrive.";
  static override description =
    `Asks the running daemon. What is held back is so since a restore, or since a person took over.

Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq -r '.held[].id'",
  ];

  async run(): Promise<HeldReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { heldLines } = await import("../../src/ops/views/backup.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const report = await control(this.flags).held();
    for (const line of heldLines(report, Date.now(), paint())) this.log(line);
    return report;
  }
}
