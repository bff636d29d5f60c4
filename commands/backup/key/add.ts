import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../../src/command.ts";
import type { BackupKeys } from "../../../src/ops/backup/keys.ts";

export default class BackupKeyAdd extends HotelbotCommand<typeof BackupKeyAdd> {
  static override summary = "Let one more key open backups: one made elsewhere with age-keygen, say.";
  static override description =
    `Its identity never comes near this machine. What was written before is not changed.

Exit codes: 0 added, 3 not a recipient, or wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
  ];
  static override args = {
    recipient: Args.string({ required: true, description: "A public key of age: age1…" }),
  };
  static override flags = {
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<BackupKeys> {
    const { addKey } = await import("../../../src/ops/backup/key-commands.ts");
    const keys = await addKey(this.flags, this.args.recipient);
    this.log(`backups open with ${keys.fingerprints.join(" or ")} from now on`);
    return { recipients: keys.recipients, fingerprints: keys.fingerprints, drill: keys.drill };
  }
}
