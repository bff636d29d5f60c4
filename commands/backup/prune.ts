import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { PruneAnswer } from "../../src/ops/backup/answers.ts";

export default class BackupPrune extends HotelbotCommand<typeof BackupPrune> {
  static override summary = "Delete backups that are no longer kept: 7 days, 4 weeks, 12 months stay.";
  static override description =
    `Never the last good one, and nothing before a newer one was found whole. Every backup ends with this anyway.

Exit codes: 0 done, 3 wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> --dry-run",
    "<%= config.bin %> <%= command.id %>",
  ];
  static override flags = {
    "dry-run": Flags.boolean({ default: false, summary: "Say what would go; delete nothing." }),
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
  };

  async run(): Promise<PruneAnswer> {
    const { pruneNow } = await import("../../src/ops/backup/commands.ts");
    const dryRun = this.flags["dry-run"];
    const answer = await pruneNow(this.flags, dryRun);
    for (const { name } of answer.pruned) this.log(`${dryRun ? "would go" : "deleted"}  ${name}`);
    this.log(`${answer.kept} kept`);
    return answer;
  }
}
