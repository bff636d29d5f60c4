import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../../src/command.ts";
import type { NewKeyAnswer } from "../../../src/ops/backup/answers.ts";

export default class BackupKeyNew extends HotelbotCommand<typeof BackupKeyNew> {
  static override summary = "Make the key for backups and print its emergency kit, this one time.";
  static override description =
    `The identity in the kit is stored nowhere on this machine: print it, keep it in the safe. From then on the
daemon backs up every night and restores one for trial every week.

Exit codes: 0 made, 2 there is a key already, 3 wrong usage, 11 busy.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> | lp",
    "<%= config.bin %> <%= command.id %> --replace",
    "<%= config.bin %> <%= command.id %> --save /media/usb/kit.txt --no-drill",
  ];
  static override flags = {
    replace: Flags.boolean({
      default: false,
      summary: "In place of the key there is; older backups still need the older kit.",
    }),
    drill: Flags.boolean({
      allowNo: true,
      default: true,
      summary: "Keep an identity of its own here for the weekly drill; --no-drill keeps none.",
    }),
    save: Flags.string({ helpValue: "FILE", summary: "Also write the identity into this new file (0600)." }),
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<NewKeyAnswer> {
    const { newKey } = await import("../../../src/ops/backup/key-commands.ts");
    const { kitLines } = await import("../../../src/ops/views/backup.ts");
    const { replace, drill, save } = this.flags;
    const key = await newKey(this.flags, { replace, drill, save });
    for (const line of kitLines(key)) this.log(line);
    if (key.savedTo !== null) this.logToStderr(`the identity is in ${key.savedTo} too`);
    return key;
  }
}
