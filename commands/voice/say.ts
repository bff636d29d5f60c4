import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import type { Said } from "../../src/ops/voice/say.ts";

export default class VoiceSay extends HotelbotCommand<typeof VoiceSay> {
  static override summary = "Speaks a text into a voice note, as a guest would hear it.";
  static override description = `Writes Ogg/Opus. Works without the daemon.

Exit codes: 0 spoken, 2 no voice or the file cannot be written, 3 wrong usage.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> "Su reserva HB-7K3Q: 2 noches, 240 €" --lang es --out note.ogg',
  ];
  static override args = { text: Args.string({ required: true, description: "What to say." }) };
  static override flags = {
    lang: Flags.option({ options: LANGUAGES, required: true, summary: "The language of the text." })(),
    out: Flags.string({ required: true, helpValue: "FILE", summary: "Where to write, e.g. note.ogg." }),
    speed: Flags.integer({
      min: 80,
      max: 300,
      helpValue: "WORDS",
      summary: "Words a minute; 150 if not given.",
    }),
  };

  async run(): Promise<Said> {
    const { sayToFile } = await import("../../src/ops/voice/say.ts");
    const { lang, out, speed } = this.flags;
    const said = await sayToFile(this.args.text, {
      language: lang,
      path: out,
      ...(speed ? { wordsPerMinute: speed } : {}),
    });
    this.log(`${said.path}: ${said.bytes} bytes`);
    this.logToStderr(`said: ${said.spoken}`);
    return said;
  }
}
