import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import { exitOf } from "../../src/ops/checks/check.ts";
import type { SetupAnswer } from "../../src/ops/pms/setup.ts";

export default class PmsSetup extends HotelbotCommand<typeof PmsSetup> {
  static override summary = "Make a QloApps shop the hotel's PMS: asks, looks at the shop, writes, checks.";
  static override description =
    `Writes the pms section of hotel.yaml, everything else in it stays, and the key as a secret. With --yes, or where
nobody sits at a terminal, nothing is asked: --url and --key-file are needed then.

Exit codes: 0 written and all is well, 1 written but something is to be looked at, 2 not possible, 3 wrong usage, 75 the
shop does not answer.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "<%= config.bin %> <%= command.id %> --url https://pms.hotel.example --key-file /root/key --hotel 1 --yes",
    "<%= config.bin %> <%= command.id %> --answers pms.yaml --key-file /root/key --yes",
  ];
  static override flags = {
    config: Flags.string({
      helpValue: "FILE",
      summary: "The hotel's configuration, when not the usual one.",
    }),
    url: Flags.string({ helpValue: "URL", summary: "The shop's address, without /api." }),
    "key-file": Flags.string({ helpValue: "FILE", summary: "A file that holds the web service key." }),
    hotel: Flags.integer({ helpValue: "ID", min: 1, summary: "The hotel's number in the shop." }),
    answers: Flags.string({
      helpValue: "FILE",
      summary: "A YAML file with keys of the pms section, room types by qloapps_id included.",
    }),
    yes: Flags.boolean({ char: "y", summary: "Ask nothing." }),
  };

  async run(): Promise<SetupAnswer> {
    const { setUpPms } = await import("../../src/ops/pms/setup.ts");
    const { terminalAsk } = await import("../../src/ops/pms/ask.ts");
    const { config, state, url, hotel, answers, yes } = this.flags;
    const asks = !yes && !this.jsonEnabled() && process.stdin.isTTY === true;
    const keyFile = this.flags["key-file"];
    const ask = asks ? await terminalAsk() : undefined;
    const answer = await setUpPms({ config, state, url, keyFile, hotelId: hotel, answers, ask });
    for (const path of answer.written) this.log(`wrote ${path}`);
    for (const check of answer.checks.filter((each) => each.state !== "ok")) {
      this.log(
        `${check.state.toUpperCase().padEnd(8)} ${check.name}: ${check.text}\n         → ${check.cure ?? ""}`,
      );
    }
    if (answer.written.length > 0) {
      this.log(
        "Names, descriptions and words of the room types are what guests read: look them through in hotel.yaml.",
      );
    }
    process.exitCode = exitOf(answer.state);
    return answer;
  }
}
