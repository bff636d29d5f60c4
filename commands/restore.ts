import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import type { RestoreAnswer } from "../src/ops/backup/answers.ts";

export default class Restore extends HotelbotCommand<typeof Restore> {
  static override summary = "Bring the hotel back from a backup; what is there now is kept aside.";
  static override description =
    `Stop hotelbot first. The backup is verified, staged, migrated and started for trial; if it does not start, or this
is interrupted at any moment, the old state is there. Replies of the restored past are held, not sent.

Exit codes: 0 restored, 1 damaged or put back (nothing changed), 2 unreadable or no space, 3 wrong usage or another
hotel's name, 4 restored with something left to do, 11 hotelbot runs, 12 wrong key or none, 13 of a newer hotelbot.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> hotelbot-miramar-20270201T033000Z.age --confirm miramar --dry-run",
    "<%= config.bin %> <%= command.id %> /mnt/usb/hotelbot-miramar-20270201T033000Z.age --confirm miramar --identity kit.txt",
  ];
  static override args = {
    file: Args.string({ required: true, description: "A backup: a path, or a name in the hotel's folder." }),
  };
  static override flags = {
    confirm: Flags.string({
      required: true,
      helpValue: "HOTEL-ID",
      summary: "The id of the hotel in the backup.",
    }),
    identity: Flags.string({ helpValue: "FILE", summary: "A file with the emergency kit's identity." }),
    "keep-config": Flags.boolean({ default: false, summary: "Leave hotel.yaml as it is." }),
    "dry-run": Flags.boolean({
      default: false,
      summary: "Everything but the swap; hotelbot may run meanwhile.",
    }),
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<RestoreAnswer> {
    const { restoreNow } = await import("../src/ops/restore/command.ts");
    const { restoreLines } = await import("../src/ops/views/backup.ts");
    const { paint } = await import("../src/ops/views/paint.ts");
    const { rendererFor } = await import("../src/ops/progress.ts");
    const wish = { ...this.flags, keepConfig: this.flags["keep-config"], dryRun: this.flags["dry-run"] };
    const answer = await restoreNow(wish, this.args.file, rendererFor(this.jsonEnabled()));
    for (const line of restoreLines(answer, paint())) this.log(line);
    process.exitCode = answer.problems.length > 0 ? 4 : 0;
    return answer;
  }
}
