import { Args, Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import type { Transcript } from "../../src/domain/speech.ts";

export default class VoiceTranscribe extends HotelbotCommand<typeof VoiceTranscribe> {
  static override summary = "What hotelbot hears in an audio file.";
  static override description =
    `Starts a speech engine of its own, so it works without the daemon. Sound that is no
clear speech gives no text but the reason in «refused».

Exit codes: 0 heard or refused, 1 not an audio file, 2 no engine, model or file, 3 wrong usage.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> note.ogg --lang es",
    "<%= config.bin %> <%= command.id %> note.ogg --json | jq -r .text",
  ];
  static override args = {
    file: Args.string({ required: true, description: "Ogg/Opus, WAV, FLAC, MP3, M4A, AMR." }),
  };
  static override flags = {
    lang: Flags.option({ options: LANGUAGES, summary: "The language spoken; else it is found out." })(),
    prompt: Flags.string({ helpValue: "TEXT", summary: "Names and words that may come up, as a sentence." }),
    model: Flags.string({ helpValue: "FILE", summary: "Another ggml model than the one that ships." }),
  };

  async run(): Promise<Transcript> {
    const { transcribeFile } = await import("../../src/ops/voice/transcribe.ts");
    const { lang, prompt, model } = this.flags;
    const heard = await transcribeFile({
      file: this.args.file,
      ...(lang ? { language: lang } : {}),
      ...(prompt ? { prompt } : {}),
      ...(model ? { model } : {}),
    });
    this.log(heard.refused ? `(nothing to act on: ${heard.refused})` : heard.text);
    this.logToStderr(
      `${heard.language}, confidence ${heard.confidence.toFixed(2)}, ${heard.speechSeconds.toFixed(1)} s of speech in ` +
        `${heard.seconds.toFixed(1)} s, heard in ${heard.engineMs} ms`,
    );
    return heard;
  }
}
