import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import { exitOf } from "../../src/ops/checks/check.ts";
import type { PmsCheckAnswer } from "../../src/ops/pms/check.ts";

export default class PmsCheck extends HotelbotCommand<typeof PmsCheck> {
  static override summary =
    "Whether the hotel's PMS is as hotelbot needs it, and what to do where it is not.";
  static override description =
    `Asks the PMS for everything that can be asked without booking; needs no daemon.

Exit codes: 0 all is well, 1 something to look at, 2 something is broken or not configured, 3 wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq '.checks[] | select(.state != \"ok\")'",
  ];
  static override flags = {
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<PmsCheckAnswer> {
    const { checkPmsNow } = await import("../../src/ops/pms/check.ts");
    const answer = await checkPmsNow(this.flags);
    for (const { name, state, text, cure } of answer.checks) {
      this.log(`${state.toUpperCase().padEnd(8)} ${name}: ${text}`);
      if (state !== "ok" && cure !== undefined) this.log(`         → ${cure}`);
    }
    process.exitCode = exitOf(answer.state);
    return answer;
  }
}
