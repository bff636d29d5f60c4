import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { RequestOutcome } from "../../src/control/contract-desk.ts";

export default class RequestsDone extends HotelbotCommand<typeof RequestsDone> {
  static override summary = "Close a request that is done; the guest is told.";
  static override description =
    `Not told: who has a person in the conversation, and on WhatsApp who last wrote over 24 hours ago, unless a template is configured.

Exit codes: 0 done, 1 there is no such request or it is closed, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 7 --as Marta"];
  static override args = {
    id: Args.integer({
      required: true,
      min: 1,
      description: "The request's number, as «requests» shows it.",
    }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<RequestOutcome> {
    const { control } = await import("../../src/control/connect.ts");
    const { toldLine } = await import("../../src/ops/views/work.ts");
    const by = this.flags.as;
    const outcome = await control(this.flags).work.moveRequest(this.args.id, { act: "done", by });
    this.log(`Done. ${toldLine(outcome.guest)}`);
    return outcome;
  }
}
