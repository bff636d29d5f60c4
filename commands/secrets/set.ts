import { Args } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import { SECRET_NAMES } from "../../src/config/secret-names.ts";

export default class SecretsSet extends HotelbotCommand<typeof SecretsSet> {
  static override summary = "Set a secret; its value is typed in unseen, or comes on standard input.";
  static override description = `Written to secrets/ of the state folder for hotelbot's user alone (0600).
The access token and the PMS key are read before every use; for the others restart hotelbot afterwards.

Exit codes: 0 set, 2 too weak or the state folder cannot be written, 3 wrong usage or no value.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> whatsapp-token",
    "openssl rand -hex 16 | <%= config.bin %> <%= command.id %> whatsapp-verify-token",
  ];
  static override args = {
    name: Args.string({ required: true, options: [...SECRET_NAMES], description: "Which secret." }),
  };

  async run(): Promise<{ name: string; set: true }> {
    const { askSecret } = await import("../../src/ops/secrets/ask.ts");
    const { setSecret } = await import("../../src/ops/secrets/write.ts");
    const { secretName, stateHere } = await import("../../src/ops/secrets/here.ts");
    const name = secretName(this.args.name);
    const value = await askSecret(`${name}:`, { input: process.stdin, output: process.stderr });
    await setSecret(stateHere(this.flags.state), name, value);
    this.log(`${name} is set.`);
    return { name, set: true };
  }
}
