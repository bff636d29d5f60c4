import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { DrillRecord } from "../../src/ops/backup/records.ts";

export default class BackupDrill extends HotelbotCommand<typeof BackupDrill> {
  static override summary = "Restore the newest backup into a scratch folder and ask it for a room.";
  static override description =
    `The daemon does this every week by itself. Nothing of the running hotel is touched.

Exit codes: 0 it answered, 1 it did not (the answer says why), 2 there is no backup, 3 wrong usage, 12 no identity to
open it with.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --identity kit.txt --json",
  ];
  static override flags = {
    identity: Flags.string({ helpValue: "FILE", summary: "A file with the emergency kit's identity." }),
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<DrillRecord> {
    const { drillNow } = await import("../../src/ops/backup/commands.ts");
    const { rendererFor } = await import("../../src/ops/progress.ts");
    const record = await drillNow(this.flags, rendererFor(this.jsonEnabled()));
    const { ok, backup, text, seconds } = record;
    this.log(`${ok ? "passed" : "FAILED"}  ${backup} in ${seconds.toFixed(1)} s: ${text}`);
    process.exitCode = ok ? 0 : 1;
    return record;
  }
}
