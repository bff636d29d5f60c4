import { Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { PageLink } from "../../src/control/contract-page.ts";

export default class Desk extends HotelbotCommand<typeof Desk> {
  static override summary = "A link that opens the front desk's page and logs one person in, once.";
  static override description =
    `The link is good for ten minutes and for one browser; what is done there is in the audit log under the name given here. Who
comes every day has a PIN instead: hotelbot desk add.

Exit codes: 0 made, 2 the page is not served, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> --as Marta",
    "<%= config.bin %> <%= command.id %> --as Marta --open",
  ];
  static override flags = {
    as: clerkFlag(),
    open: Flags.boolean({ summary: "Open it in this machine's browser." }),
  };

  async run(): Promise<PageLink> {
    const { control } = await import("../../src/control/connect.ts");
    const link = await control(this.flags).page.link({ by: this.flags.as });
    this.log(link.url);
    if (this.flags.open) {
      const { openBrowser } = await import("../../src/ops/desk/browser.ts");
      await openBrowser(link.url);
    }
    return link;
  }
}
