import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import { LANGUAGES } from "../src/domain/language.ts";
import { HotelbotError } from "../src/errors.ts";
import type { Heard } from "../src/ops/understand/answers.ts";

export default class Understand extends HotelbotCommand<typeof Understand> {
  static override summary =
    "What hotelbot makes of a sentence: language, intents, facts, and what it would do.";
  static override description =
    `Works without the daemon. With --jsonl, one JSON object a line on standard input, as
{"text": …, "lang"?: …, "now"?: …, "asked"?: …, "channel"?: …}, is answered by one line each.

Exit codes: 0 answered, 2 wrong hotel.yaml, 3 wrong usage or line.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> '¿tenéis una doble del 3 al 5 de marzo?'",
    `echo '{"text":"3","asked":"party"}' | <%= config.bin %> <%= command.id %> --jsonl --hotel hotel.yaml`,
  ];
  static override args = { text: Args.string({ description: "What the guest says.", ignoreStdin: true }) };
  static override flags = {
    jsonl: Flags.boolean({
      exclusive: ["json"],
      summary: "Read questions from standard input, answer a line for each.",
    }),
    hotel: Flags.string({ helpValue: "FILE", summary: "The hotel.yaml; else the hotel that ships." }),
    own: Flags.boolean({ summary: "Name only what hotel.yaml asks about, none of what ships." }),
    lang: Flags.option({ options: LANGUAGES, summary: "The language of the conversation so far." })(),
    now: Flags.string({ helpValue: "WHEN", summary: "By the hotel's clock, as 2027-03-01T10:00; else now." }),
    asked: Flags.string({
      helpValue: "QUESTION",
      summary: "What the guest was asked, as party, name or confirm.",
    }),
  };

  async run(): Promise<Heard | undefined> {
    const { openUnderstanding, parseQuestion } = await import("../src/ops/understand/understand.ts");
    const { jsonl, hotel, own, lang, now, asked } = this.flags;
    if (jsonl === (this.args.text !== undefined))
      throw new HotelbotError("USAGE", { what: "give a sentence or --jsonl, one of them" });
    const understand = openUnderstanding(hotel, Date.now, own);
    if (!jsonl) {
      const told = { text: this.args.text, lang, now, asked };
      const heard = await understand(parseQuestion(JSON.stringify(told), 1));
      const intents = heard.intents.map(({ name, score, band }) => `${name} ${score} (${band})`);
      this.log(`${heard.language}: ${intents.join(", ") || "no intent"}`);
      for (const [slot, value] of Object.entries(heard.slots))
        this.log(`  ${slot}: ${JSON.stringify(value)}`);
      return heard;
    }
    const { createInterface } = await import("node:readline");
    let number = 0;
    for await (const line of createInterface({ input: process.stdin })) {
      number += 1;
      if (line.trim() !== "") this.logJson(await understand(parseQuestion(line, number)));
    }
    // Under --json the lines are the answer.
    return undefined;
  }
}
