import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { createMouth } from "../../../audio/mouth/mouth.ts";
import { HotelbotError } from "../../errors.ts";

/** A voice note as a phone records it, spoken by espeak-ng. Rejects with SPEECH_VOICE_MISSING. */
export async function spokenBy(text: string): Promise<Uint8Array> {
  const mouth = createMouth({ languages: ["es"] });
  await mouth.start();
  try {
    return await mouth.voiceNote(text, "es");
  } finally {
    await mouth.stop();
  }
}

/** A clip of a person, and what is said in it. */
export interface HumanClip {
  readonly file: string;
  readonly text: string;
}

/** The word by which a human asks after the pool: any folder of clips with a manifest.jsonl may have one. */
const ASKS = /^piscina\b/i;

/**
 * A clip of a human voice saying something this hotel has an answer to, from a folder with a `manifest.jsonl` (one
 * `{file, lang, text}` a line); undefined when it has none.
 */
export function humanClip(folder: string): HumanClip | undefined {
  const path = join(folder, "manifest.jsonl");
  let lines: string[];
  try {
    lines = readFileSync(path, "utf8").split("\n");
  } catch (cause) {
    throw new HotelbotError("FILE_UNREADABLE", { path, what: "no manifest of the voices" }, { cause });
  }
  const clips = lines
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as { file: string; lang: string; text?: string });
  const clip = clips.find((each) => each.lang === "es" && ASKS.test(each.text ?? ""));
  return clip && { file: join(folder, clip.file), text: clip.text ?? "" };
}

/** Any audio file as WhatsApp's Ogg/Opus. */
export async function asVoiceNote(file: string): Promise<Uint8Array> {
  const args = [
    "-v",
    "error",
    "-i",
    file,
    "-ac",
    "1",
    "-ar",
    "48000",
    "-c:a",
    "libopus",
    "-b:a",
    "32k",
    "-f",
    "ogg",
    "pipe:1",
  ];
  const { stdout } = await execa("ffmpeg", args, { encoding: "buffer", stdin: "ignore" });
  return stdout;
}
