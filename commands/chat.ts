import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../src/command.ts";
import type { ChatTurn } from "../src/control/contract.ts";

export default class Chat extends HotelbotCommand<typeof Chat> {
  static override summary =
    "Talk to the running hotelbot as a guest, through the same inbox, rules and outbox.";
  static override description =
    `On a terminal it asks for a line at a time; otherwise every line of standard input is one message.
With --json each turn is one JSON object on a line of its own.

Exit codes: 0 every turn was answered, 3 wrong usage, 10 hotelbot is not running, 75 no answer in time.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %>",
    "printf '¿tenéis una doble del 3 al 5 de marzo para dos?\\n' | <%= config.bin %> <%= command.id %> --json",
    "<%= config.bin %> <%= command.id %> --script conversation.txt --lang pt",
  ];
  static override flags = {
    script: Flags.string({
      helpValue: "FILE",
      summary: "Read the guest's messages from a file, one a line; # starts a comment.",
    }),
    lang: Flags.string({ options: ["es", "en", "pt"], summary: "Language of a new conversation." }),
    session: Flags.string({
      helpValue: "NAME",
      summary: "Continue the conversation of this name; a new one by default.",
    }),
    wait: Flags.integer({
      default: 30,
      min: 1,
      max: 120,
      helpValue: "SECONDS",
      summary: "How long to wait for each answer.",
    }),
  };

  async run(): Promise<{ turns: number }> {
    const { control } = await import("../src/control/connect.ts");
    const { guestLines } = await import("../src/ops/views/chat.ts");
    const { randomIds } = await import("../src/platform/ids.ts");
    const { script, lang, wait } = this.flags;
    const session = this.flags.session ?? `chat-${randomIds().unique()}`;
    const client = control(this.flags);
    const lines = guestLines({ script, interactive: process.stdin.isTTY === true && !this.jsonEnabled() });
    let turns = 0;
    for await (const text of lines) {
      const language = lang as "es" | "en" | "pt" | undefined;
      const turn = await client.chat({
        session,
        text,
        waitMs: wait * 1000,
        ...(language ? { language } : {}),
      });
      turns++;
      await this.show(turn);
    }
    return { turns };
  }

  private async show(turn: ChatTurn): Promise<void> {
    if (this.jsonEnabled()) {
      process.stdout.write(`${JSON.stringify(turn)}\n`);
      return;
    }
    if (turn.replies.length === 0) {
      const person = turn.mode === "person" ? "a person has this conversation: " : "";
      this.logToStderr(`(${person}hotelbot says nothing)`);
    }
    const { choiceLines } = await import("../src/ops/views/chat.ts");
    for (const reply of turn.replies) {
      this.log(reply.text);
      for (const line of choiceLines(reply)) this.log(line);
    }
    this.log("");
  }

  /** The turns are the answer, a line each: there is no sum at the end. */
  protected override logJson(): void {}
}
