import { HotelbotCommand } from "../../src/command.ts";
import type { SecretEntry } from "../../src/ops/secrets/listing.ts";

export default class SecretsList extends HotelbotCommand<typeof SecretsList> {
  static override summary = "Which secrets are set, where from, and since when; never what they are.";
  static override description = "Exit codes: 0 listed, 2 the secrets cannot be read, 3 wrong usage.";
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --json | jq '.secrets[] | select(.needed and .from == null)'",
  ];

  async run(): Promise<{ secrets: readonly SecretEntry[] }> {
    const { secretsHere } = await import("../../src/ops/secrets/here.ts");
    const { secretLines } = await import("../../src/ops/views/secrets.ts");
    const secrets = secretsHere(this.flags.state);
    for (const line of secretLines(secrets)) this.log(line);
    return { secrets };
  }
}
