import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { Pulled } from "../../src/ops/model/pull-model.ts";

export default class ModelPull extends HotelbotCommand<typeof ModelPull> {
  static override summary =
    "Another speech model, from an address or a mirror folder: kept if its sha256 is right.";
  static override description =
    `A broken download is continued by the same command; where a server sends on (Hugging Face does), it is followed. A path instead of an address is a file in a mirror folder, whose
SHA256SUMS then says the sum. Space is looked at before anything is fetched. Name the model afterwards with
hotelbot model use.

Exit codes: 0 there, 2 another sha256, no such file there, or no space, 3 wrong usage, 75 try again later.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> https://example.org/ggml-small-q8_0.bin --sha256 9d3f… --to /srv/models",
    "<%= config.bin %> <%= command.id %> /media/stick/models/ggml-small-q8_0.bin --to /srv/models",
  ];
  static override args = {
    url: Args.string({ required: true, description: "Where the .bin file is: an address, or a path." }),
  };
  static override flags = {
    sha256: Flags.string({
      helpValue: "HEX",
      summary: "The sum the model must have; a mirror folder's SHA256SUMS may say it instead.",
    }),
    to: Flags.string({ default: ".", helpValue: "FOLDER", summary: "Where to put it." }),
  };

  async run(): Promise<Pulled> {
    const { pullModel } = await import("../../src/ops/model/pull-model.ts");
    const { progressBar } = await import("../../src/ops/model/progress.ts");
    const bar = progressBar(process.stderr, !this.jsonEnabled());
    try {
      const pulled = await pullModel({
        url: this.args.url,
        sha256: this.flags.sha256,
        folder: this.flags.to,
        onProgress: bar.show,
      });
      this.log(`${pulled.path}: ${pulled.bytes} bytes${pulled.already ? ", was there already" : ""}`);
      return pulled;
    } finally {
      bar.end();
    }
  }
}
