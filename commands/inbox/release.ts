import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { ConversationView } from "../../src/control/contract.ts";

export default class InboxRelease extends HotelbotCommand<typeof InboxRelease> {
  static override summary = "Give a conversation back to hotelbot, which tells the guest.";
  static override description = `hotelbot goes on where the conversation stood, with the draft it had.

Exit codes: 0 done, 1 there is no such conversation, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 12"];
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
    const view = await control(this.flags).desk(this.args.id, { act: "release", by });
    this.log("hotelbot answers again.");
    return view;
  }
}
