import { join } from "node:path";
import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { SandboxEvent } from "../../src/ops/sandbox/run.ts";

export default class SandboxRun extends HotelbotCommand<typeof SandboxRun> {
  static override summary =
    "Play WhatsApp and a guest, so that everything can be tried without a Meta account.";
  static override description =
    `Prints what to put into hotel.yaml, then takes hotelbot's messages as Meta would, and
delivers what you type as a guest's messages. Nothing leaves this machine. With --json every event is one JSON object
on a line of its own. Without a terminal it runs on until it is stopped.

Exit codes: 0 stopped as asked, 2 its folder cannot be used, 3 wrong usage, 11 the port is taken.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --guest +351912345678 --name Inês",
    "<%= config.bin %> <%= command.id %> --guest ES.1349120865530274 --name 'Guest without a phone'",
  ];
  static override flags = {
    port: Flags.integer({ default: 8472, min: 0, max: 65_535, summary: "Port hotelbot sends to." }),
    "webhook-port": Flags.integer({
      default: 8471,
      min: 1,
      max: 65_535,
      summary: "Port hotelbot takes webhooks on.",
    }),
    guest: Flags.string({
      default: "+34600123456",
      helpValue: "PHONE",
      summary: "The guest's phone, or business-scoped user id for one who hides it.",
    }),
    name: Flags.string({ default: "Guest", summary: "The name on the guest's profile." }),
  };

  async run(): Promise<{ stopped: true }> {
    const { runSandbox, stopSignal } = await import("../../src/ops/sandbox/run.ts");
    const { guestLines } = await import("../../src/ops/views/chat.ts");
    const { stateHome, thisMachine } = await import("../../src/platform/paths.ts");
    const { port, guest, name, state } = this.flags;
    const interactive = process.stdin.isTTY === true && !this.jsonEnabled();
    const options = {
      folder:
        state === undefined ? join(stateHome(thisMachine()), "hotelbot-sandbox") : join(state, "sandbox"),
      port,
      webhookPort: this.flags["webhook-port"],
      guest,
      name,
      lines: guestLines({ script: undefined, interactive }),
      interactive,
      until: stopSignal(),
    };
    await runSandbox(options, (event) => this.show(event));
    // A keyboard nobody listens to any more would keep the program alive.
    process.stdin.destroy();
    return { stopped: true };
  }

  private show(event: SandboxEvent): void {
    if (this.jsonEnabled()) {
      process.stdout.write(`${JSON.stringify({ schema: 1, ...event })}\n`);
      return;
    }
    if (event.kind === "ready") this.log(event.text);
    else if (event.kind === "note") this.logToStderr(event.text);
    else {
      this.log(event.file === undefined ? event.text : `${event.text} (${event.file})`.trim());
      if (event.buttons.length > 0) this.log(event.buttons.map((title) => `[${title}]`).join(" "));
    }
  }

  /** The events are the answer, a line each: there is no sum at the end. */
  protected override logJson(): void {}
}
