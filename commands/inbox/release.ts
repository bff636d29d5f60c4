import { ConversationMove } from "../../src/command/conversation-move.ts";

export default class InboxRelease extends ConversationMove {
  static override summary = "Give a conversation back to hotelbot, which tells the guest.";
  static override description = `hotelbot goes on where the conversation stood, with the draft it had.

Exit codes: 0 done, 1 there is no such conversation, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 12"];

  protected override readonly act = "release";
  protected override readonly said = "hotelbot answers again.";
}
