import { createMouth } from "../../../audio/mouth/mouth.ts";
import { speakable } from "../../../audio/mouth/speakable.ts";
import type { Language } from "../../domain/language.ts";
import { HotelbotError } from "../../errors.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";

export interface Said {
  readonly path: string;
  readonly bytes: number;
  readonly language: Language;
  /** The text as it was read out: numbers, dates and codes in words. */
  readonly spoken: string;
}

/** Speaks a text into an Ogg/Opus file. Rejects with SPEECH_VOICE_MISSING, REQUEST_INVALID or FILE_UNREADABLE. */
export async function sayToFile(
  text: string,
  options: { readonly language: Language; readonly path: string; readonly wordsPerMinute?: number },
): Promise<Said> {
  const { language, path, wordsPerMinute } = options;
  const mouth = createMouth({
    languages: [language],
    spares: 1,
    ...(wordsPerMinute ? { wordsPerMinute } : {}),
  });
  try {
    await mouth.start();
    const note = await mouth.voiceNote(text, language);
    await writeFileAtomic(path, note, 0o644).catch((cause: Error) => {
      throw new HotelbotError("FILE_UNREADABLE", { path, what: cause.message }, { cause });
    });
    return { path, bytes: note.length, language, spoken: speakable(text, language) };
  } finally {
    await mouth.stop();
  }
}
