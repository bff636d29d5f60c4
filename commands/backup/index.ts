import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { BackupAnswer } from "../../src/ops/backup/answers.ts";

export default class Backup extends HotelbotCommand<typeof Backup> {
  static override summary = "Make a backup now: one encrypted file, verified before it gets its name.";
  static override description =
    `The running daemon makes it; without one this command does. Interrupting it does not stop the daemon's.

Exit codes: 0 made, 1 failed, 2 no key, no space or no hotel, 3 wrong usage, 4 made but attachments are missing,
11 another hotelbot has the state folder, 75 try again.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq -r .path",
  ];
  static override flags = {
    config: Flags.string({ helpValue: "FILE", summary: "The hotel's configuration, when no daemon runs." }),
  };

  async run(): Promise<BackupAnswer> {
    const { backupNow } = await import("../../src/ops/backup/commands.ts");
    const { madeLines } = await import("../../src/ops/views/backup.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { rendererFor } = await import("../../src/ops/progress.ts");
    const made = await backupNow(this.flags, rendererFor(this.jsonEnabled()));
    for (const line of madeLines(made, paint())) this.log(line);
    process.exitCode = made.missing.length > 0 ? 4 : 0;
    return made;
  }
}
