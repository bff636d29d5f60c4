import { conversationArgument } from "../../src/command/arguments.ts";
import { HotelbotCommand } from "../../src/command.ts";
import type { ConversationView } from "../../src/control/contract.ts";

export default class InboxShow extends HotelbotCommand<typeof InboxShow> {
  static override summary = "One conversation: what was said, why it was handed over, what was not sent.";
  static override description = `Asks the running daemon.

Exit codes: 0 shown, 1 there is no such conversation, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 12"];
  static override args = {
    id: conversationArgument(),
  };

  async run(): Promise<ConversationView> {
    const { control } = await import("../../src/control/connect.ts");
    const { conversationLines } = await import("../../src/ops/views/inbox.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const view = await control(this.flags).conversation(this.args.id);
    for (const line of conversationLines(view, paint())) this.log(line);
    return view;
  }
}
