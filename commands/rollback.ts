import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import type { Updated } from "../src/ops/deploy/update.ts";

export default class Rollback extends HotelbotCommand<typeof Rollback> {
  static override summary = "Go back to the version before, with today's data where it can read it.";
  static override description =
    `A version that cannot read today's data gets the data of before the update back, and only with --confirm: what guests
wrote since is then kept aside in the state folder and named.

Exit codes: 0 done, 1 refused or undone, 2 no version to go back to, or it cannot read today's data, 3 wrong usage,
11 another deploy or update is under way.`;
  static override examples = [
    "sudo <%= config.bin %> <%= command.id %>",
    "sudo <%= config.bin %> <%= command.id %> --confirm miramar",
  ];
  static override flags = {
    confirm: Flags.string({
      helpValue: "HOTEL-ID",
      summary: "The hotel's id: today's data may be put aside.",
    }),
  };

  async run(): Promise<Updated> {
    const { onThisMachine } = await import("../src/ops/deploy/on-this-machine.ts");
    const { rollback } = await import("../src/ops/deploy/update.ts");
    const { confirm } = this.flags;
    const say = (step: string): void => {
      if (!this.jsonEnabled()) this.logToStderr(`rollback: ${step}`);
    };
    const back = await onThisMachine(say, (context) => rollback(context, { confirm }));
    this.log(`hotelbot ${back.to} serves (before: ${back.from}). Backup: ${back.backup}`);
    return back;
  }
}
