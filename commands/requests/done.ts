import { RequestMove } from "../../src/command/request-move.ts";

export default class RequestsDone extends RequestMove {
  static override summary = "Close a request that is done; the guest is told.";
  static override description =
    `Not told: who has a person in the conversation, and on WhatsApp who last wrote over 24 hours ago, unless a template is configured.

Exit codes: 0 done, 1 there is no such request or it is closed, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 7 --as Marta"];

  protected override readonly act = "done";
  protected override readonly said = "Done.";
}
