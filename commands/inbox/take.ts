import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { ConversationView } from "../../src/control/contract.ts";

export default class InboxTake extends HotelbotCommand<typeof InboxTake> {
  static override summary = "Take a conversation: hotelbot falls silent in it.";
  static override description =
    `What hotelbot had not sent yet is never sent. The audit log keeps who took it and when.

Exit codes: 0 done, 1 there is no such conversation, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 12 --as Marta"];
  static override args = {
    id: Args.integer({
      required: true,
      min: 1,
      description: "The conversation's number, as «inbox» shows it.",
    }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<ConversationView> {
    const { control } = await import("../../src/control/connect.ts");
    const by = this.flags.as;
    const view = await control(this.flags).desk(this.args.id, { act: "take", by });
    this.log("It is yours: hotelbot is silent in this conversation.");
    return view;
  }
}
