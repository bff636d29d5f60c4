import { HotelbotCommand } from "../../src/command.ts";
import type { SecretEntry } from "../../src/ops/secrets/listing.ts";

export default class SecretsCheck extends HotelbotCommand<typeof SecretsCheck> {
  static override summary = "Is every secret that hotel.yaml asks for set, private and strong?";
  static override description = "Exit codes: 0 all are, 2 at least one is not, 3 wrong usage.";
  static override examples = ["<%= config.bin %> <%= command.id %>"];

  async run(): Promise<{ good: boolean; secrets: readonly SecretEntry[] }> {
    const { secretsHere } = await import("../../src/ops/secrets/here.ts");
    const secrets = secretsHere(this.flags.state).filter(
      ({ from, needed }) => from !== null || needed === true,
    );
    for (const { name, problem } of secrets) this.log(`${name}: ${problem ?? "good"}`);
    const good = secrets.every(({ problem }) => problem === null);
    if (!good) process.exitCode = 2;
    return { good, secrets };
  }
}
