import { Args } from "@oclif/core";
import { conversationArgument } from "../../src/command/arguments.ts";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { ConversationView } from "../../src/control/contract.ts";

export default class InboxNote extends HotelbotCommand<typeof InboxNote> {
  static override summary = "Leave a note in a conversation for the next clerk; the guest never sees it.";
  static override description = `The note stands in the conversation with the time it was written.

Exit codes: 0 done, 1 there is no such conversation, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 12 'Prefiere planta baja'"];
  static override args = {
    id: conversationArgument(),
    text: Args.string({ required: true, description: "What the next clerk should know." }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<ConversationView> {
    const { control } = await import("../../src/control/connect.ts");
    const by = this.flags.as;
    const view = await control(this.flags).desk(this.args.id, { act: "note", by, text: this.args.text });
    this.log("Noted.");
    return view;
  }
}
