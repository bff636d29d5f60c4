import { clerkFlag, HotelbotCommand } from "../command.ts";
import type { ConversationView } from "../control/contract.ts";
import { conversationArgument } from "./arguments.ts";

/** Taking a conversation or giving it back: a subclass says which, what is printed then, and its help. */
export abstract class ConversationMove extends HotelbotCommand<typeof ConversationMove> {
  static override args = { id: conversationArgument() };
  static override flags = { as: clerkFlag() };

  protected abstract readonly act: "take" | "release";
  protected abstract readonly said: string;

  async run(): Promise<ConversationView> {
    const { control } = await import("../control/connect.ts");
    const view = await control(this.flags).desk(this.args.id, { act: this.act, by: this.flags.as });
    this.log(this.said);
    return view;
  }
}
