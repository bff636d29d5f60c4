import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";

export default class DaemonRun extends HotelbotCommand<typeof DaemonRun> {
  static override summary = "Run hotelbot in the foreground: what systemd starts.";
  static override description =
    `Stops gracefully on SIGTERM or Ctrl-C. After a crash or a power cut it takes up what was in flight.
Without --config it reads hotel.yaml in the state folder, else /etc/hotelbot/hotel.yaml.

Exit codes: 0 stopped as asked, 1 failed, 2 wrong configuration, secret or state, 3 wrong usage, 11 another hotelbot or
program has the state folder or the port, 13 the state is of a newer hotelbot.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> --config /etc/hotelbot/hotel.yaml",
    "<%= config.bin %> <%= command.id %> --state /srv/hotelbot --log-level debug",
  ];
  static override flags = {
    config: Flags.string({ helpValue: "FILE", summary: "The hotel's configuration." }),
    "log-level": Flags.option({ options: ["debug", "info", "warn", "error"] as const, default: "info" })({
      summary: "How much goes to the journal (standard error, JSON lines).",
    }),
  };

  async run(): Promise<{ stopped: true }> {
    const { runDaemon } = await import("../../src/daemon/foreground.ts");
    const { config, socket, state } = this.flags;
    await runDaemon({ config, socket, state, logLevel: this.flags["log-level"] }, (line) => this.log(line));
    return { stopped: true };
  }
}
