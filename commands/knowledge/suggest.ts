import { HotelbotCommand } from "../../src/command.ts";
import type { MisunderstoodReport } from "../../src/control/contract.ts";

export default class KnowledgeSuggest extends HotelbotCommand<typeof KnowledgeSuggest> {
  static override summary = "What guests said that hotelbot could make nothing of.";
  static override description =
    `Asks the running daemon. The most frequent come first. Add them as phrases to a question in
hotel.yaml, restart, and they are understood; «near» names what hotelbot would have asked about.

Exit codes: 0 shown, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq -r '.messages[].text'",
  ];

  async run(): Promise<MisunderstoodReport> {
    const { control } = await import("../../src/control/connect.ts");
    const report = await control(this.flags).misunderstood();
    if (report.messages.length === 0) this.log("Nothing: every message was understood.");
    for (const { text, language, times, near } of report.messages) {
      const count = times > 1 ? ` (${times} times)` : "";
      this.log(
        `${language}: ${text.replace(/\s+/g, " ")}${count}${near.length > 0 ? `, near ${near.join(", ")}` : ""}`,
      );
    }
    return report;
  }
}
