import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { Pulled } from "../../src/ops/model/pull-model.ts";

export default class ModelPull extends HotelbotCommand<typeof ModelPull> {
  static override summary = "Downloads another speech model; its sha256 decides whether it is kept.";
  static override description =
    `A broken download is continued by the same command. Name the model under speech.model
in hotel.yaml afterwards.

Exit codes: 0 there, 2 another sha256 or no space, 3 wrong usage, 75 try again later.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> https://example.org/ggml-small-q8_0.bin --sha256 9d3f… --to /srv/models",
  ];
  static override args = { url: Args.string({ required: true, description: "Where the .bin file is." }) };
  static override flags = {
    sha256: Flags.string({ required: true, helpValue: "HEX", summary: "The sum the model must have." }),
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
