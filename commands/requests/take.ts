import { RequestMove } from "../../src/command/request-move.ts";

export default class RequestsTake extends RequestMove {
  static override summary = "Take a request: it stops ringing, and others see that it is yours.";
  static override description = `The guest is not told of this.

Exit codes: 0 done, 1 there is no such request or it is closed, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = ["<%= config.bin %> <%= command.id %> 7 --as Marta"];

  protected override readonly act = "take";
  protected override readonly said = "It is yours.";
}
