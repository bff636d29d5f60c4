import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../../src/command.ts";
import type { BackupKeys } from "../../../src/ops/backup/keys.ts";

export default class BackupKey extends HotelbotCommand<typeof BackupKey> {
  static override summary = "The keys backups are encrypted to: recipients and their fingerprints.";
  static override description =
    `Only public halves are on this machine, and an identity for drills if it has one.

Exit codes: 0 shown, 3 wrong usage or a broken key file.`;
  static override examples = ["<%= config.bin %> <%= command.id %>"];
  static override flags = {
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<BackupKeys> {
    const { keysNow } = await import("../../../src/ops/backup/key-commands.ts");
    const keys = await keysNow(this.flags);
    keys.recipients.forEach((recipient, index) => {
      this.log(`${keys.fingerprints[index]}  ${recipient}`);
    });
    if (keys.recipients.length === 0) this.log("no key yet: hotelbot backup key new");
    this.log(keys.drill === null ? "no drills on this machine" : `drills with ${keys.drill}`);
    return keys;
  }
}
