import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { ModelUse as Used } from "../../src/ops/model/models.ts";

export default class ModelUse extends HotelbotCommand<typeof ModelUse> {
  static override summary = "Names the speech model in hotel.yaml.";
  static override description =
    `Checks it against the SHA256SUMS beside it first. Without a file, the model that ships is used again. Counts from
the daemon's next start.

Exit codes: 0 written, 2 the model is missing or damaged, or hotel.yaml is wrong, 3 wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> /srv/models/ggml-small-q8_0.bin --config hotel.yaml",
  ];
  static override args = {
    file: Args.string({ description: "A ggml model; the one that ships if not given." }),
  };
  static override flags = {
    config: Flags.string({ required: true, helpValue: "FILE", summary: "The hotel's configuration." }),
  };

  async run(): Promise<Used> {
    const { useModel } = await import("../../src/ops/model/models.ts");
    const used = await useModel(this.flags.config, this.args.file);
    this.log(`${used.config}: ${used.path} from the next start on`);
    return used;
  }
}
