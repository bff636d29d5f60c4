import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { KnowledgeReport } from "../../src/ops/understand/answers.ts";

export default class KnowledgeCheck extends HotelbotCommand<typeof KnowledgeCheck> {
  static override summary = "Whether the questions in hotel.yaml will be told apart.";
  static override description =
    `Works without the daemon. Every phrase is read by a model that has not learned it: what would be
taken for something else, or not be recognised, is listed. Nothing is refused.

Exit codes: 0 nothing to look at, 1 something found, 2 wrong hotel.yaml, 3 wrong usage.`;
  static override examples = ["<%= config.bin %> <%= command.id %> --hotel /etc/hotelbot/hotel.yaml"];
  static override flags = {
    hotel: Flags.string({ helpValue: "FILE", summary: "The hotel.yaml; else the hotel that ships." }),
  };

  async run(): Promise<KnowledgeReport> {
    const { checkKnowledge, findingLine } = await import("../../src/ops/understand/check.ts");
    const report = checkKnowledge(this.flags.hotel, Date.now());
    if (report.off.length > 0) this.log(`turned off: ${report.off.join(", ")}`);
    for (const finding of report.findings) this.log(findingLine(finding));
    this.log(
      `${report.questions} questions, ${report.phrases} phrases, ${report.findings.length} to look at`,
    );
    if (report.findings.length > 0) process.exitCode = 1;
    return report;
  }
}
