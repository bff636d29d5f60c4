import { userInfo } from "node:os";
import { Command, Flags, type Interfaces } from "@oclif/core";
import { failureOf, printFailure } from "./failure.ts";

export type CommandFlags<T extends typeof Command> = Interfaces.InferredFlags<
  (typeof HotelbotCommand)["baseFlags"] & T["flags"]
>;
export type CommandArgs<T extends typeof Command> = Interfaces.InferredArgs<T["args"]>;

/** Who acts, for the audit log: `--as Marta`, else the machine's user. */
export function clerkFlag() {
  return Flags.string({
    default: async () => userInfo().username,
    helpValue: "NAME",
    summary: "Who does this, for the audit log; by default the machine's user.",
  });
}

/**
 * What every command of hotelbot is built on: `class Status extends HotelbotCommand<typeof Status>`.
 *
 * - `this.flags` and `this.args` are ready in run(): flags are always parsed, since oclif takes any flag silently
 *   from a command that never asks.
 * - run() returns the answer for --json (printed as one line with `schema: 1`) and prints the same for people with
 *   this.log(), which is silent under --json. stdout is the answer; this.logToStderr() is talk.
 * - anything thrown ends in the error table's exit code; usage errors exit 3.
 */
export abstract class HotelbotCommand<T extends typeof Command> extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    state: Flags.string({
      helpGroup: "GLOBAL",
      helpValue: "DIR",
      summary: "State folder of the hotelbot meant, when it is not the usual one.",
    }),
    socket: Flags.string({
      helpGroup: "GLOBAL",
      helpValue: "PATH",
      summary: "Control socket of the running daemon, when it is not in the state folder.",
    }),
  };

  protected flags!: CommandFlags<T>;
  protected args!: CommandArgs<T>;

  override async init(): Promise<void> {
    await super.init();
    const ctor = this.ctor;
    // oclif warns on stderr of a command whose flags were wrong as if it had never asked for them.
    this.parsed = true;
    const { args, flags } = await this.parse({
      flags: ctor.flags,
      baseFlags: HotelbotCommand.baseFlags,
      enableJsonFlag: ctor.enableJsonFlag,
      args: ctor.args,
      strict: ctor.strict,
    });
    this.flags = flags as CommandFlags<T>;
    this.args = args as CommandArgs<T>;
  }

  /** Sets the exit code by itself: oclif's own reads another field and makes every failure a 1 under --json. */
  protected override async catch(error: unknown): Promise<void> {
    const failure = failureOf(error);
    if (failure) process.exitCode = printFailure(failure, this.jsonEnabled());
  }

  /** One answer, one line, never coloured: what reads it may read by lines. */
  protected override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json)}\n`);
  }

  protected override toSuccessJson(result: unknown): unknown {
    const isObject = typeof result === "object" && result !== null && !Array.isArray(result);
    return isObject ? { schema: 1, ...result } : { schema: 1, result };
  }
}
