import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import { HotelbotError } from "../src/errors.ts";
import type { Uninstalled } from "../src/ops/deploy/uninstall.ts";

export default class Uninstall extends HotelbotCommand<typeof Uninstall> {
  static override summary = "Take hotelbot off this machine; what the hotel wrote stays unless you purge it.";
  static override description =
    `Stops and removes the service and every release. Configuration, secrets and the guests' data stay in /etc/hotelbot
and /var/lib/hotelbot: installing again goes on with them. --purge deletes those too.

Exit codes: 0 done, 1 failed, 2 not root, 3 wrong usage or not wanted, 11 another deploy or update is under way.`;
  static override examples = [
    "sudo <%= config.bin %> <%= command.id %> --yes",
    "sudo <%= config.bin %> <%= command.id %> --purge --confirm miramar --yes",
  ];
  static override flags = {
    purge: Flags.boolean({
      dependsOn: ["confirm"],
      summary: "Delete configuration, secrets and the guests' data.",
    }),
    confirm: Flags.string({
      helpValue: "HOTEL-ID",
      summary: "The hotel's id, to say that you mean --purge.",
    }),
    yes: Flags.boolean({ char: "y", summary: "Do not ask whether to go on." }),
  };

  async run(): Promise<Uninstalled> {
    const { onThisMachine } = await import("../src/ops/deploy/on-this-machine.ts");
    const { uninstall } = await import("../src/ops/deploy/uninstall.ts");
    if (!(await this.sure())) throw new HotelbotError("USAGE", { what: "Nothing was done" });
    const { purge, confirm } = this.flags;
    const say = (step: string): void => {
      if (!this.jsonEnabled()) this.logToStderr(`uninstall: ${step}`);
    };
    const gone = await onThisMachine(say, (context) => uninstall(context, { purge, confirm }));
    this.log("hotelbot is uninstalled.");
    for (const path of gone.kept) this.log(`kept ${path}`);
    return gone;
  }

  private async sure(): Promise<boolean> {
    if (this.flags.yes) return true;
    if (process.stdin.isTTY !== true || this.jsonEnabled()) {
      throw new HotelbotError("USAGE", { what: "Nobody can be asked here: say --yes" });
    }
    const { terminalAsk } = await import("../src/ops/deploy/ask.ts");
    return terminalAsk().yes("Take hotelbot off this machine?", false);
  }
}
