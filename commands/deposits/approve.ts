import { depositArgument } from "../../src/command/arguments.ts";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { DepositOutcome } from "../../src/control/contract-desk.ts";

export default class DepositsApprove extends HotelbotCommand<typeof DepositsApprove> {
  static override summary = "The money has come in: the guest is told in their language.";
  static override description = `Look at the account first: a picture proves nothing.

Exit codes: 0 done, 1 there is no such deposit or no proof to decide on, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 3 --as Marta"];
  static override args = {
    id: depositArgument(),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<DepositOutcome> {
    const { control } = await import("../../src/control/connect.ts");
    const { toldLine } = await import("../../src/ops/views/work.ts");
    const by = this.flags.as;
    const outcome = await control(this.flags).work.decideDeposit(this.args.id, { act: "approve", by });
    this.log(`Approved. ${toldLine(outcome.guest)}`);
    return outcome;
  }
}
