import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import type { CallDone } from "../src/control/contract-calls.ts";
import { LANGUAGES } from "../src/domain/language.ts";

export default class Call extends HotelbotCommand<typeof Call> {
  static override summary = "Calls a number, says something and hangs up: to try the line.";
  static override description = `Asks the running daemon, and waits until it was said.

Exit codes: 0 heard to its end, 1 hung up before the end, busy, refused or nobody answered, 2 no voice, 3 wrong usage, 10 hotelbot is not running, 75 the line is down.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> 101 --say "Esto es una prueba de la línea."',
  ];
  static override args = {
    number: Args.string({
      required: true,
      description: "A telephone number, or an extension of the exchange.",
    }),
  };
  static override flags = {
    say: Flags.string({ required: true, helpValue: "TEXT", summary: "What to say." }),
    lang: Flags.option({ options: LANGUAGES, summary: "Its language; the hotel's if not given." })(),
  };

  async run(): Promise<CallDone> {
    const { control } = await import("../src/control/connect.ts");
    const { say, lang } = this.flags;
    const order = { number: this.args.number, say, ...(lang ? { language: lang } : {}) };
    this.logToStderr(`calling ${order.number} …`);
    const done = await control(this.flags).phone.place(order);
    const what = done.heard ? "and heard it" : "but did not hear it to the end";
    this.log(`${done.number} answered, ${what}: ${done.seconds} s in all.`);
    if (!done.heard) process.exitCode = 1;
    return done;
  }
}
