import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { ModelEntry } from "../../src/ops/model/models.ts";

export default class ModelList extends HotelbotCommand<typeof ModelList> {
  static override summary = "The speech models on this machine, and which one is used.";
  static override description =
    `Looks beside the model that ships, beside the one hotel.yaml names, and in the folders given.

Exit codes: 0 shown, 2 hotel.yaml is wrong, 3 wrong usage.`;
  static override examples = ["<%= config.bin %> <%= command.id %> --config hotel.yaml --in /srv/models"];
  static override flags = {
    config: Flags.string({ helpValue: "FILE", summary: "The hotel's configuration." }),
    in: Flags.string({ multiple: true, helpValue: "FOLDER", summary: "Another folder to look in." }),
  };

  async run(): Promise<{ models: readonly ModelEntry[] }> {
    const { listModels } = await import("../../src/ops/model/models.ts");
    const { loadHotel } = await import("../../src/config/load.ts");
    const { config, in: folders = [] } = this.flags;
    const used = config === undefined ? undefined : loadHotel(config).speech.model;
    const found = await listModels(folders, used);
    for (const { path, bytes, inUse, listed } of found.models) {
      const about = `${(bytes / 1024 / 1024).toFixed(1)} MB${listed ? "" : ", no sum beside it: cannot be used"}`;
      this.log(`${inUse ? "*" : " "} ${path}  ${about}`);
    }
    return found;
  }
}
