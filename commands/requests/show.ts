import { requestArgument } from "../../src/command/arguments.ts";
import { HotelbotCommand } from "../../src/command.ts";
import type { RequestView } from "../../src/control/contract-desk.ts";

export default class RequestsShow extends HotelbotCommand<typeof RequestsShow> {
  static override summary = "One request with all that is known of it.";
  static override description = `Asks the running daemon.

Exit codes: 0 shown, 1 there is no such request, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 7"];
  static override args = {
    id: requestArgument(),
  };

  async run(): Promise<RequestView> {
    const { control } = await import("../../src/control/connect.ts");
    const { requestLines } = await import("../../src/ops/views/work.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const view = await control(this.flags).work.request(this.args.id);
    for (const line of requestLines(view.request, paint())) this.log(line);
    return view;
  }
}
