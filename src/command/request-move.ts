import { clerkFlag, HotelbotCommand } from "../command.ts";
import type { RequestOutcome } from "../control/contract-desk.ts";
import { requestArgument } from "./arguments.ts";

/** What a clerk makes of a guest's request: a subclass says what, the word for it when it is done, and its help. */
export abstract class RequestMove extends HotelbotCommand<typeof RequestMove> {
  static override args = { id: requestArgument() };
  static override flags = { as: clerkFlag() };

  protected abstract readonly act: "take" | "done" | "cancel";
  protected abstract readonly said: string;

  async run(): Promise<RequestOutcome> {
    const { control } = await import("../control/connect.ts");
    const { toldLine } = await import("../ops/views/work.ts");
    const order = { act: this.act, by: this.flags.as };
    const outcome = await control(this.flags).work.moveRequest(this.args.id, order);
    this.log(`${this.said} ${toldLine(outcome.guest)}`);
    return outcome;
  }
}
