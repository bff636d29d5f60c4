import { RequestMove } from "../../src/command/request-move.ts";

export default class RequestsCancel extends RequestMove {
  static override summary = "Close a request that will not be done; the guest is told.";
  static override description = `A wake-up call that is cancelled does not ring.

Exit codes: 0 done, 1 there is no such request or it is closed, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 7 --as Marta"];

  protected override readonly act = "cancel";
  protected override readonly said = "Cancelled.";
}
