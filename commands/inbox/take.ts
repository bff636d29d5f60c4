import { ConversationMove } from "../../src/command/conversation-move.ts";

export default class InboxTake extends ConversationMove {
  static override summary = "Take a conversation: hotelbot falls silent in it.";
  static override description =
    `What hotelbot had not sent yet is never sent. The audit log keeps who took it and when.

Exit codes: 0 done, 1 there is no such conversation, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 12 --as Marta"];

  protected override readonly act = "take";
  protected override readonly said = "It is yours: hotelbot is silent in this conversation.";
}
