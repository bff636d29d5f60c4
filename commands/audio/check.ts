import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { AudioReport } from "../../src/ops/audio/check.ts";

export default class AudioCheck extends HotelbotCommand<typeof AudioCheck> {
  static override summary = "Do this machine's microphone and loudspeaker work?";
  static override description =
    `Records, plays it back, then plays a tone and listens for it. Works without the daemon; stop it first when it
uses the same sound card.

Exit codes: 0 measured, 2 the sound card cannot be used, 3 wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --device plughw:1",
  ];
  static override flags = {
    device: Flags.string({ helpValue: "NAME", summary: "An ALSA device, as arecord -L lists them." }),
    seconds: Flags.integer({ min: 1, max: 30, default: 3, summary: "How long to record." }),
  };

  async run(): Promise<AudioReport> {
    const { checkAudio } = await import("../../src/ops/audio/check.ts");
    const { device, seconds } = this.flags;
    const say = (what: string): void => this.logToStderr(what);
    const report = await checkAudio({ seconds, say, ...(device ? { device } : {}) });
    this.log(`device      ${report.device}`);
    this.log(`level       ${report.levelDb} dB`);
    this.log(`round trip  ${report.roundTripMs === null ? "not heard" : `${report.roundTripMs} ms`}`);
    this.log(report.verdict);
    return report;
  }
}
