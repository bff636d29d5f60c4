import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { ModelReport } from "../../src/ops/model/check-model.ts";

export default class ModelCheck extends HotelbotCommand<typeof ModelCheck> {
  static override summary = "Is the speech model whole, and how fast does this machine hear with it?";
  static override description =
    `Compares the sha256, starts the engine, times a spoken sentence, and says which model fits this machine.

Exit codes: 0 all is well, 2 the model or engine is missing or damaged, 3 wrong usage.`;
  static override examples = ["<%= config.bin %> <%= command.id %>"];
  static override args = {
    file: Args.string({ description: "A ggml model; the one that ships if not given." }),
  };
  static override flags = {
    sha256: Flags.string({
      helpValue: "HEX",
      summary: "The sum it must have; else SHA256SUMS beside it says.",
    }),
  };

  async run(): Promise<ModelReport> {
    const { checkAndTime } = await import("../../src/ops/model/check-model.ts");
    const report = await checkAndTime(this.args.file, this.flags.sha256);
    const { turnMs, fullWindowMs, seconds, threads, cores } = report;
    this.log(`model    ${report.path}`);
    this.log(
      `         ${(report.bytes / 1024 / 1024).toFixed(1)} MB, sha256 ${report.sha256}, as it should be`,
    );
    this.log(`engine   ready in ${report.startMs} ms, ${threads} of ${cores} cores`);
    this.log(`hearing  ${seconds} s of speech in ${turnMs} ms (all 30 s of the window: ${fullWindowMs} ms)`);
    this.log(`advice   ${report.advice.text}`);
    return report;
  }
}
