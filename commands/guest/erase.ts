import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { GuestErased } from "../../src/control/contract-privacy.ts";

export default class GuestErase extends HotelbotCommand<typeof GuestErase> {
  static override summary = "Deletes everything hotelbot keeps of one guest.";
  static override description =
    `Messages, attachments, conversations and past bookings go, and do not come back; what the PMS holds is the PMS's. A guest whose stay is
not over is kept until it is. Backups made before hold the guest until they are too old themselves. That somebody was erased is in the audit log,
without who it was. Asks the running daemon.

Exit codes: 0 erased, 1 nobody is known by that, or a stay is not over, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> +34600111222 --confirm"];
  static override args = {
    who: Args.string({
      required: true,
      description: "The guest's phone with its country, or the number of a conversation.",
    }),
  };
  static override flags = {
    confirm: Flags.boolean({ required: true, summary: "Says that you mean it: there is no way back." }),
    as: clerkFlag(),
  };

  async run(): Promise<GuestErased> {
    const { control } = await import("../../src/control/connect.ts");
    const erased = await control(this.flags).eraseGuest(this.args.who, { by: this.flags.as });
    this.log(
      `Erased: ${erased.rows} rows and ${erased.files} files. Older backups hold the guest until they are deleted.`,
    );
    return erased;
  }
}
