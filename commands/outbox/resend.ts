import { Args } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { HeldOutcome } from "../../src/control/contract-backup.ts";

export default class OutboxResend extends HotelbotCommand<typeof OutboxResend> {
  static override summary = "Send replies again that did not arrive.";
  static override description =
    `One that «outbox» says may have arrived is then perhaps said twice. Once it is on its way, a second
«resend» finds nothing to send. More than 24 hours after the guest last wrote, WhatsApp takes no reply: nothing is done then.

Exit codes: 0 done, 1 one of them is not among those that did not arrive, 2 WhatsApp's 24 hours are over (nothing was done in
either case), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> 6f1c2a34-0b1d-4c55-9a55-0f5c7d1e2b3a --as Marta",
    `<%= config.bin %> <%= command.id %> $(hotelbot outbox --json | jq -r '.undelivered[] | select(.state == "rejected").id')`,
  ];
  static override args = {
    id: Args.string({
      multiple: true,
      required: true,
      ignoreStdin: true,
      description: "Replies, as «outbox» shows them.",
    }),
  };
  static override flags = { as: clerkFlag() };

  async run(): Promise<HeldOutcome> {
    const { control } = await import("../../src/control/connect.ts");
    const order = { act: "resend" as const, ids: [...new Set(this.args.id)], by: this.flags.as };
    const outcome = await control(this.flags).settleHeld(order);
    this.log(`${outcome.done} to be sent again`);
    return outcome;
  }
}
