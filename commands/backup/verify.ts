import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { VerifyAnswer } from "../../src/ops/backup/answers.ts";

export default class BackupVerify extends HotelbotCommand<typeof BackupVerify> {
  static override summary =
    "Prove that a backup is whole: decrypt it, compare every hash, check its database.";
  static override description =
    `The newest one unless a file or --all is given. This machine's drill identity opens its own backups.

Exit codes: 0 whole, 1 damaged (the error says how), 2 none there or unreadable, 3 wrong usage, 12 wrong key or none,
13 of a newer format.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --all --json",
    "<%= config.bin %> <%= command.id %> /mnt/usb/hotelbot-miramar-20270201T033000Z.age --identity kit.txt",
  ];
  static override args = {
    file: Args.string({
      ignoreStdin: true,
      description: "A backup: a path, or a name in the hotel's folder.",
    }),
  };
  static override flags = {
    identity: Flags.string({ helpValue: "FILE", summary: "A file with the emergency kit's identity." }),
    all: Flags.boolean({ default: false, summary: "Every backup in the folder." }),
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<VerifyAnswer> {
    const { verifyNow } = await import("../../src/ops/backup/commands.ts");
    const { verifyLines } = await import("../../src/ops/views/backup.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { rendererFor } = await import("../../src/ops/progress.ts");
    const { exit, checked } = await verifyNow(this.flags, this.args.file, rendererFor(this.jsonEnabled()));
    for (const line of verifyLines({ checked }, paint())) this.log(line);
    process.exitCode = exit;
    return { checked };
  }
}
