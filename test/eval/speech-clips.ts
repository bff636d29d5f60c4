import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeAudio } from "../../audio/ears/decode.ts";
import { muLaw } from "../../audio/pcm/g711.ts";
import { resample } from "../../audio/pcm/resample.ts";
import { isLanguage, type Language } from "../../src/domain/language.ts";
import { HotelbotError } from "../../src/errors.ts";

/** A recording and what is said in it: word for word, or phrases that must be there. */
export interface Clip {
  readonly file: string;
  readonly language: Language;
  readonly text?: string;
  readonly mustContain?: readonly string[];
  readonly pcm: Int16Array;
}

interface Row {
  readonly file: string;
  readonly lang: string;
  readonly text?: string | null;
  readonly must_contain?: readonly string[];
}

/** The lines of `DIR/manifest.jsonl` in the languages hotelbot speaks, decoded to 16 kHz. */
export async function loadClips(folder: string): Promise<Clip[]> {
  const manifest = join(folder, "manifest.jsonl");
  const lines = await readFile(manifest, "utf8").catch((cause: Error) => {
    throw new HotelbotError("FILE_UNREADABLE", { path: manifest, what: cause.message }, { cause });
  });
  const rows = lines
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Row);
  const clips: Clip[] = [];
  for (const row of rows) {
    if (!isLanguage(row.lang)) continue;
    clips.push({
      file: row.file,
      language: row.lang,
      ...(row.text ? { text: row.text } : {}),
      ...(row.must_contain ? { mustContain: row.must_contain } : {}),
      pcm: await decodeAudio(await readFile(join(folder, row.file))),
    });
  }
  return clips;
}

/** The same sound after a telephone line: 8 kHz, µ-law, and back. */
export function overTelephone(pcm: Int16Array): Int16Array {
  const line = muLaw();
  return resample(line.decode(line.encode(resample(pcm, 16_000, 8_000))), 8_000, 16_000);
}
