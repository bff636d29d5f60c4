import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";

export default class Logs extends HotelbotCommand<typeof Logs> {
  static override summary = "What hotelbot wrote down: without guests' names, phones or words.";
  static override description =
    `Reads the daemon's own files in logs/ of the state folder (five of 10 MiB), whether it runs or not.
Under systemd journalctl -u hotelbot has the same lines.

Exit codes: 0 shown, 2 there are no logs or they may not be read, 3 wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> --follow",
    "<%= config.bin %> <%= command.id %> --since 2h --level warn",
    "<%= config.bin %> <%= command.id %> --conversation 12 --json",
  ];
  static override flags = {
    follow: Flags.boolean({ char: "f", summary: "Go on with what is written from now on, until Ctrl-C." }),
    conversation: Flags.integer({ min: 1, helpValue: "ID", summary: "Only lines about this conversation." }),
    level: Flags.option({ options: ["debug", "info", "warn", "error"] as const, default: "debug" })({
      summary: "Only lines of this weight or more.",
    }),
    since: Flags.string({
      helpValue: "TIME",
      summary: "Only later lines: 2h, 30m, 1d, or 2027-02-01T09:00.",
    }),
    lines: Flags.integer({ char: "n", default: 100, min: 1, max: 100_000, summary: "At most so many." }),
  };

  async run(): Promise<void> {
    const { showLogs } = await import("../src/ops/logs/show.ts");
    const { follow, conversation, level, since, lines, state } = this.flags;
    const show = (text: string): void => void process.stdout.write(`${text}\n`);
    await showLogs({ follow, conversation, level, since, lines, state, json: this.jsonEnabled() }, show);
  }

  /** The lines are the answer, one document each: there is no sum at the end. */
  protected override logJson(): void {}
}
