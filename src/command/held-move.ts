import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../command.ts";
import type { HeldOutcome } from "../control/contract-backup.ts";
import { HotelbotError } from "../errors.ts";

/** What becomes of replies that were held back: a subclass says what, the word for it, and its help. */
export abstract class HeldMove extends HotelbotCommand<typeof HeldMove> {
  static override args = {
    id: Args.string({ multiple: true, ignoreStdin: true, description: "Replies, as «outbox» shows them." }),
  };
  static override flags = {
    all: Flags.boolean({ default: false, summary: "Every one that is held." }),
    as: clerkFlag(),
  };

  protected abstract readonly act: "release" | "drop";
  protected abstract readonly said: string;

  async run(): Promise<HeldOutcome> {
    const { control } = await import("../control/connect.ts");
    const ids = this.args.id ?? [];
    if (this.flags.all === ids.length > 0)
      throw new HotelbotError("USAGE", { what: "Name replies, or --all" });
    const order = { act: this.act, ids: this.flags.all ? ("all" as const) : ids, by: this.flags.as };
    const outcome = await control(this.flags).settleHeld(order);
    this.log(`${outcome.done} ${this.said}, ${outcome.left} still held`);
    return outcome;
  }
}
