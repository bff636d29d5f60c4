// A command line of one command, run as a program by command.test.ts.
import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import { HotelbotError } from "../../src/errors.ts";
import { packageRoot } from "../../src/platform/package-root.ts";

class Probe extends HotelbotCommand<typeof Probe> {
  static override args = { what: Args.string({ required: true }) };
  static override flags = { nights: Flags.integer({ min: 1 }) };

  async run(): Promise<unknown> {
    const { what } = this.args;
    if (what === "silent") return undefined;
    if (what === "unexpected") throw new TypeError("no such thing");
    if (what === "exit") this.exit(7);
    if (what === "busy") throw new HotelbotError("STATE_BUSY", { path: "/state", pid: 41 });
    this.logToStderr("working");
    this.log(`answer: ${what}`);
    return { what, ...this.flags };
  }
}

await Probe.run(process.argv.slice(2), packageRoot());
