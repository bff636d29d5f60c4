import { Config, flush, run } from "@oclif/core";
import { failureOf, printFailure, wantsJson } from "./failure.ts";

/**
 * Runs one command line. Commands report their own failures; what ends here never reached one: a command that does
 * not exist, or an installation that cannot be loaded.
 */
export async function main(argv: readonly string[], root: string): Promise<void> {
  let commands: readonly string[] = [];
  try {
    const config = await Config.load(root);
    commands = config.commandIDs;
    await run([...argv], config);
    await flush();
  } catch (error) {
    const failure = failureOf(error, commands);
    if (failure) process.exitCode = printFailure(failure, wantsJson(argv));
  }
}
