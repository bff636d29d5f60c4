import { Args } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { GuestData } from "../../src/control/contract-privacy.ts";

export default class GuestExport extends HotelbotCommand<typeof GuestExport> {
  static override summary =
    "Everything hotelbot keeps of one guest, as JSON: for guests who ask for their data.";
  static override description =
    `Table by table, as it is stored; times are epoch milliseconds. The files named at the end are attachments below the state
folder. Asks the running daemon.

Exit codes: 0 written, 1 nobody is known by that, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> +34600111222 > ana.json",
    "<%= config.bin %> <%= command.id %> 12 --json | jq .records.turn",
  ];
  static override args = {
    who: Args.string({
      required: true,
      description: "The guest's phone with its country, or the number of a conversation.",
    }),
  };

  async run(): Promise<GuestData> {
    const { control } = await import("../../src/control/connect.ts");
    const data = await control(this.flags).guest(this.args.who);
    this.log(JSON.stringify(data, null, 2));
    return data;
  }
}
