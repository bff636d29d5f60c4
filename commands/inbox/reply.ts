import { Args } from "@oclif/core";
import { conversationArgument } from "../../src/command/arguments.ts";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { ConversationView } from "../../src/control/contract.ts";

export default class InboxReply extends HotelbotCommand<typeof InboxReply> {
  static override summary = "Answer a guest yourself; takes the conversation if nobody has.";
  static override description = `On WhatsApp within 24 hours of the guest's last message.

Exit codes: 0 done, 1 there is no such conversation, 2 the 24 hours are over, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 12 'Claro, les guardamos las maletas.'"];
  static override args = {
    id: conversationArgument(),
    text: Args.string({ required: true, description: "What the guest is to read." }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<ConversationView> {
    const { control } = await import("../../src/control/connect.ts");
    const by = this.flags.as;
    const view = await control(this.flags).desk(this.args.id, { act: "reply", by, text: this.args.text });
    this.log("It is on its way.");
    return view;
  }
}
