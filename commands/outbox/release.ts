import { HeldMove } from "../../src/command/held-move.ts";

export default class OutboxRelease extends HeldMove {
  static override summary = "Send replies that were held back.";
  static override description = `One that may have arrived already is then sent again: «outbox» says which.

Exit codes: 0 done, 1 one of them is not held (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> 6f1c2a34-0b1d-4c55-9a55-0f5c7d1e2b3a --as Marta",
    "<%= config.bin %> <%= command.id %> --all",
  ];

  protected override readonly act = "release";
  protected override readonly said = "to be sent";
}
