import { readFile } from "node:fs/promises";
import { LANGUAGES, type Language } from "../../domain/language.ts";
import type { Transcript } from "../../domain/speech.ts";
import { HotelbotError } from "../../errors.ts";
import { withEars } from "./ears-once.ts";

export interface TranscribeOptions {
  readonly file: string;
  /** Missing: chosen among es, en and pt. */
  readonly language?: Language;
  readonly prompt?: string;
  /** Another ggml model than the one that ships. */
  readonly model?: string;
}

/** What is said in an audio file, by an engine of its own. Rejects with FILE_UNREADABLE, AUDIO_UNREADABLE or SPEECH_*. */
export async function transcribeFile(options: TranscribeOptions): Promise<Transcript> {
  const audio = await readFile(options.file).catch((cause: Error) => {
    throw new HotelbotError("FILE_UNREADABLE", { path: options.file, what: cause.message }, { cause });
  });
  return await withEars(options.model ? { model: options.model } : {}, (ears) =>
    ears.hear(audio, "", {
      ...(options.language ? { language: options.language } : {}),
      among: LANGUAGES,
      ...(options.prompt ? { prompt: options.prompt } : {}),
    }),
  );
}
