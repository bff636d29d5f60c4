import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { HeldOutcome } from "../../src/control/contract-backup.ts";
import { HotelbotError } from "../../src/errors.ts";

export default class OutboxDrop extends HotelbotCommand<typeof OutboxDrop> {
  static override summary = "Give up replies that were held back: they are never sent.";
  static override description = `The audit log keeps who dropped them.

Exit codes: 0 done, 1 one of them is not held (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> 6f1c2a34-0b1d-4c55-9a55-0f5c7d1e2b3a --as Marta",
    "<%= config.bin %> <%= command.id %> --all",
  ];
  static override args = {
    id: Args.string({ multiple: true, ignoreStdin: true, description: "Replies, as «outbox» shows them." }),
  };
  static override flags = {
    all: Flags.boolean({ default: false, summary: "Every one that is held." }),
    as: clerkFlag(),
  };

  async run(): Promise<HeldOutcome> {
    const { control } = await import("../../src/control/connect.ts");
    const ids = this.args.id ?? [];
    if (this.flags.all === ids.length > 0)
      throw new HotelbotError("USAGE", { what: "Name replies, or --all" });
    const order = { act: "drop", ids: this.flags.all ? "all" : ids, by: this.flags.as } as const;
    const outcome = await control(this.flags).settleHeld(order);
    this.log(`${outcome.done} dropped, ${outcome.left} still held`);
    return outcome;
  }
}
