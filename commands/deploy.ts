import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import { HotelbotError } from "../src/errors.ts";
import type { Deployed } from "../src/ops/deploy/run-deploy.ts";

export default class Deploy extends HotelbotCommand<typeof Deploy> {
  static override summary = "Put hotelbot on this machine as a service, or put right what is missing.";
  static override description =
    `Looks at the machine, makes the user, writes hotel.yaml (from --config, or from what it asks on a terminal),
puts this release in force under /opt/hotelbot, starts the service and waits until it is well. Saying it again does
only what is missing; one that was cut off is finished by the next.

Exit codes: 0 done, 1 the service does not start, 2 the machine, the configuration or a secret is not ready, 3 wrong
usage or not wanted, 11 another deploy or update is under way.`;
  static override examples = [
    "sudo <%= config.bin %> <%= command.id %>",
    "sudo <%= config.bin %> <%= command.id %> --config hotel.yaml --yes",
    "<%= config.bin %> <%= command.id %> --config hotel.yaml --dry-run",
  ];
  static override flags = {
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, to be copied to its place.",
    }),
    "dry-run": Flags.boolean({ summary: "Say what would be done and do nothing." }),
    yes: Flags.boolean({ char: "y", summary: "Do not ask whether to go on." }),
  };

  async run(): Promise<Deployed> {
    const { runDeploy } = await import("../src/ops/deploy/run-deploy.ts");
    const { randomIds } = await import("../src/platform/ids.ts");
    const terminal = process.stdin.isTTY === true && !this.jsonEnabled();
    const ask = terminal ? (await import("../src/ops/deploy/ask.ts")).terminalAsk() : undefined;
    const deployed = await runDeploy({
      config: this.flags.config,
      dryRun: this.flags["dry-run"],
      json: this.jsonEnabled(),
      ask,
      ids: randomIds(),
      sure: async (plan) => {
        if (this.flags.yes) return true;
        if (!ask) throw new HotelbotError("USAGE", { what: "Nobody can be asked here: say --yes" });
        for (const line of plan) this.logToStderr(`  ${line}`);
        return ask.yes("Do this?", true);
      },
    });
    if (!deployed) throw new HotelbotError("USAGE", { what: "Nothing was done" });
    for (const { step, what } of deployed.steps) this.log(`${step.padEnd(9)}${what}`);
    for (const warning of deployed.warnings) this.logToStderr(`warning: ${warning}`);
    if (!deployed.dryRun) {
      this.log(`hotelbot ${deployed.version} serves. Configuration: ${deployed.config}`);
      this.log("Next: hotelbot status, hotelbot chat, and make a key for backups.");
    }
    return deployed;
  }
}
