import { Flags } from "@oclif/core";
import { depositArgument } from "../../src/command/arguments.ts";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { DepositOutcome } from "../../src/control/contract-desk.ts";

export default class DepositsReject extends HotelbotCommand<typeof DepositsReject> {
  static override summary = "The proof does not do: the guest is told why, and may send another.";
  static override description = `The reason reaches the guest as it is written.

Exit codes: 0 done, 1 there is no such deposit or no proof to decide on, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 3 --reason 'el importe no coincide'"];
  static override args = {
    id: depositArgument(),
  };
  static override flags = {
    as: clerkFlag(),
    reason: Flags.string({ summary: "What the guest is to read, in their language." }),
  };

  async run(): Promise<DepositOutcome> {
    const { control } = await import("../../src/control/connect.ts");
    const { toldLine } = await import("../../src/ops/views/work.ts");
    const { as: by, reason } = this.flags;
    const order = { act: "reject", by, ...(reason ? { reason } : {}) } as const;
    const outcome = await control(this.flags).work.decideDeposit(this.args.id, order);
    this.log(`Rejected. ${toldLine(outcome.guest)}`);
    return outcome;
  }
}
