import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import { exitOf } from "../src/ops/checks/check.ts";
import type { Diagnosis } from "../src/ops/doctor/doctor.ts";

export default class Doctor extends HotelbotCommand<typeof Doctor> {
  static override summary = "What is wrong, and what to do about each: with the daemon or without it.";
  static override description =
    `Asks Meta about the number and calls the hotel's own address through the tunnel, so it takes some seconds.
With --fix the cures that can harm nobody are carried out first: missing folders, permissions.

Exit codes: 0 all is well, 1 something to look at, 2 something is broken, 3 not known or wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "sudo <%= config.bin %> <%= command.id %> --fix",
    "<%= config.bin %> <%= command.id %> --json | jq '.checks[] | select(.state != \"ok\")'",
  ];
  static override flags = {
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when hotelbot does not run.",
    }),
    fix: Flags.boolean({ summary: "Carry out the safe cures first." }),
    timeout: Flags.integer({
      default: 60,
      min: 1,
      max: 600,
      helpValue: "SECONDS",
      summary: "How long to wait for the daemon's checks.",
    }),
  };

  async run(): Promise<Diagnosis> {
    const { diagnose } = await import("../src/ops/doctor/doctor.ts");
    const { control } = await import("../src/control/connect.ts");
    const { doctorLines } = await import("../src/ops/views/doctor.ts");
    const { paint } = await import("../src/ops/views/paint.ts");
    const { stateFolder, thisMachine } = await import("../src/platform/paths.ts");
    const { config, state, timeout, fix } = this.flags;
    const diagnosis = await diagnose({
      stateDir: stateFolder(state, thisMachine()),
      config,
      fix,
      daemon: control(this.flags, timeout * 1000),
      now: Date.now,
    });
    for (const line of doctorLines(diagnosis, paint())) this.log(line);
    process.exitCode = exitOf(diagnosis.state);
    return diagnosis;
  }
}
