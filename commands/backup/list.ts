import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { ListAnswer } from "../../src/ops/backup/answers.ts";

export default class BackupList extends HotelbotCommand<typeof BackupList> {
  static override summary = "The backups there are, newest first, and which keys open them.";
  static override description = `Reads the hotel's backup folder; needs no daemon and no key.

Exit codes: 0 shown, 3 wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq -r '.backups[0].path'",
  ];
  static override flags = {
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<ListAnswer> {
    const { listNow } = await import("../../src/ops/backup/commands.ts");
    const { listLines } = await import("../../src/ops/views/backup.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const list = await listNow(this.flags);
    for (const line of listLines(list, Date.now(), paint())) this.log(line);
    return list;
  }
}
