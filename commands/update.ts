import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import type { Resumed, Updated } from "../src/ops/deploy/update.ts";

export default class Update extends HotelbotCommand<typeof Update> {
  static override summary = "Bring another version into force; if it does not work, everything is as before.";
  static override description =
    `Checks and unpacks the release, makes a backup, tries it on a copy of the data, switches, and lets guests in once it
is well. If any of that fails, the version and the data of before serve again. An update that was cut off is finished
or undone by the next one, by --resume, or by itself a quarter of an hour later. Guests who write meanwhile are
answered afterwards.

Exit codes: 0 done, 1 refused or rolled back, 2 not possible as things are, 3 wrong usage, 11 another deploy or update
is under way.`;
  static override examples = [
    "sudo <%= config.bin %> <%= command.id %> --from hotelbot-0.2.0-linux-x64.tar.gz",
    "sudo <%= config.bin %> <%= command.id %> --resume",
  ];
  static override flags = {
    from: Flags.string({
      helpValue: "TARBALL",
      exclusive: ["resume"],
      summary: "The release, with its .sha256 beside it; by default the newest a Debian package brought.",
    }),
    resume: Flags.boolean({ summary: "Only finish or undo what was cut off." }),
  };

  async run(): Promise<Updated | Resumed> {
    const { onThisMachine, packagedRelease } = await import("../src/ops/deploy/on-this-machine.ts");
    const { resumeUpdate, update } = await import("../src/ops/deploy/update.ts");
    const say = (step: string): void => {
      if (!this.jsonEnabled()) this.logToStderr(`update: ${step}`);
    };
    if (this.flags.resume) {
      const resumed = await onThisMachine(say, resumeUpdate);
      this.log(`${resumed.resumed}; ${resumed.version ?? "no version"} is in force`);
      return resumed;
    }
    const tarball = this.flags.from ?? packagedRelease();
    const updated = await onThisMachine(say, (context) => update(context, tarball));
    this.log(`hotelbot ${updated.to} serves (before: ${updated.from}). Backup: ${updated.backup}`);
    return updated;
  }
}
