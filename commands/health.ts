import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import type { HealthReport } from "../src/control/contract.ts";
import { asHotelbotError } from "../src/errors.ts";
import { exitOf } from "../src/ops/checks/check.ts";
import { healthLines } from "../src/ops/views/health.ts";

export default class Health extends HotelbotCommand<typeof Health> {
  static override summary = "Every check, for monitors: one line, performance data, and an exit code.";
  static override description =
    `Prints what a monitoring plugin prints; a daemon that does not answer is CRITICAL.

Exit codes: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN or wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json",
  ];
  static override flags = {
    timeout: Flags.integer({
      default: 10,
      min: 1,
      max: 600,
      helpValue: "SECONDS",
      summary: "How long to wait for the daemon.",
    }),
  };

  async run(): Promise<HealthReport> {
    const report = await this.ask();
    for (const line of healthLines(report)) this.log(line);
    process.exitCode = exitOf(report.state);
    return report;
  }

  private async ask(): Promise<HealthReport> {
    const { control } = await import("../src/control/connect.ts");
    try {
      return await control(this.flags, this.flags.timeout * 1000).health();
    } catch (thrown) {
      const { message: text, cure } = asHotelbotError(thrown);
      const check = { name: "daemon", state: "critical" as const, text, cure };
      return {
        schema: 1,
        state: "critical",
        live: false,
        ready: false,
        checks: [check],
        counts: { inbox: 0, outbox: 0, dead: 0 },
      };
    }
  }
}
