import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import type { Verdict } from "../src/ops/demo/verdict.ts";

export default class Demo extends HotelbotCommand<typeof Demo> {
  static override summary =
    "Try everything on this machine: a demo hotel, a WhatsApp sandbox, a guest who books.";
  static override description =
    `Starts the daemon with the demo hotel and the house PMS, and plays a guest who writes, speaks and books
while the power fails once. On a terminal you may then go on as the guest yourself.

Exit codes: 0 the booking is firm and every message has one fate, 1 it is not, 2 something is missing, 3 wrong usage,
11 another demonstration runs.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --once --json",
    "<%= config.bin %> <%= command.id %> --voices ~/clips",
  ];
  static override flags = {
    once: Flags.boolean({ summary: "End after the guest's story, also on a terminal." }),
    voices: Flags.string({
      env: "HOTELBOT_VOICES",
      helpValue: "DIR",
      summary: "A folder of human clips with a manifest.jsonl: one of them is sent as well.",
    }),
  };

  async run(): Promise<Verdict> {
    const { demo } = await import("../src/ops/demo/demo.ts");
    const { typeAsGuest } = await import("../src/ops/demo/type-as-guest.ts");
    const { demoStateFolder, thisMachine } = await import("../src/platform/paths.ts");
    const say = (line: string): void => this.logToStderr(line);
    const terminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
    const stays = terminal && !this.flags.once && !this.jsonEnabled();
    const result = await demo({
      stateDir: this.flags.state ?? demoStateFolder(thisMachine()),
      voices: this.flags.voices,
      renderer: this.jsonEnabled() ? "silent" : terminal ? "default" : "simple",
      say,
      ...(stays ? { afterwards: (stage) => typeAsGuest(stage, say) } : {}),
    });
    this.log("");
    this.log(
      `booking    ${result.booking ? `${result.booking.code}, ${result.booking.status} in the PMS, room ${result.booking.rooms.join(", ")}` : "none"}`,
    );
    this.log(`replies    ${result.replies}, each sent once`);
    this.log(`voice note ${result.audio ?? "none"}`);
    for (const problem of result.problems) this.logToStderr(`PROBLEM: ${problem}`);
    process.exitCode = result.ok ? 0 : 1;
    return result;
  }
}
