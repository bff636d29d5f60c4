import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";

const NAMES = ["whatsapp-app-secret", "whatsapp-verify-token"];

export default class SecretsRotate extends HotelbotCommand<typeof SecretsRotate> {
  static override summary =
    "Replace a secret Meta shares without losing a message: both values count meanwhile.";
  static override description = `1. Rotate: the new value is put beside the old one. Restart hotelbot.
2. Change it in Meta's dashboard.
3. Rotate --finish: the new value is the only one. Restart hotelbot.

Exit codes: 0 done, 1 there is no new value to finish or cancel, 2 too weak or not writable, 3 wrong usage or no value.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> whatsapp-app-secret",
    "<%= config.bin %> <%= command.id %> whatsapp-app-secret --finish",
  ];
  static override args = {
    name: Args.string({ required: true, options: NAMES, description: "Which secret." }),
  };
  static override flags = {
    finish: Flags.boolean({ exclusive: ["cancel"], summary: "The new value becomes the only one." }),
    cancel: Flags.boolean({ summary: "Drop the new value." }),
  };

  async run(): Promise<{ name: string; step: "begun" | "finished" | "cancelled" }> {
    const ops = await import("../../src/ops/secrets/write.ts");
    const { askSecret } = await import("../../src/ops/secrets/ask.ts");
    const { secretName, stateHere } = await import("../../src/ops/secrets/here.ts");
    const name = secretName(this.args.name);
    const state = stateHere(this.flags.state);
    if (this.flags.finish) {
      await ops.finishRotation(state, name);
      this.log(`${name} has its new value alone. Restart hotelbot.`);
      return { name, step: "finished" };
    }
    if (this.flags.cancel) {
      await ops.cancelRotation(state, name);
      this.log(`${name} keeps its old value. Restart hotelbot.`);
      return { name, step: "cancelled" };
    }
    const value = await askSecret(`new ${name}:`, { input: process.stdin, output: process.stderr });
    await ops.beginRotation(state, name, value);
    this.log(
      `Both values of ${name} count after a restart. Change it at Meta, then: rotate ${name} --finish.`,
    );
    return { name, step: "begun" };
  }
}
