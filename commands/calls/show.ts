import { Args } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { CallView } from "../../src/control/contract-calls.ts";

export default class CallsShow extends HotelbotCommand<typeof CallsShow> {
  static override summary = "One call: what was said, and how it ended.";
  static override description =
    `Asks the running daemon. Of a reply that the caller cut off, what was heard is shown.

Exit codes: 0 shown, 1 there is no such call, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 3f2a91c4"];
  static override args = {
    id: Args.string({
      required: true,
      description: "The call's number, or its beginning, as «calls» shows it.",
    }),
  };

  async run(): Promise<CallView> {
    const { control } = await import("../../src/control/connect.ts");
    const { callTranscript } = await import("../../src/ops/views/calls.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const view = await control(this.flags).phone.call(this.args.id);
    for (const line of callTranscript(view, Date.now(), paint())) this.log(line);
    return view;
  }
}
