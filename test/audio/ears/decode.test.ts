import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { decodeAudio } from "../../../audio/ears/decode.ts";
import { encodeVoiceNote } from "../../../audio/mouth/voice-note.ts";
import { rms } from "../../../audio/pcm/level.ts";
import { writeWav } from "../../../audio/pcm/wav.ts";

const tone = Int16Array.from({ length: 32_000 }, (_, i) =>
  Math.round(8_000 * Math.sin((2 * Math.PI * 440 * i) / 16_000)),
);
const wav = writeWav({ rate: 16_000, samples: tone });

async function as(format: readonly string[]): Promise<Uint8Array> {
  const made = await execa("ffmpeg", ["-loglevel", "error", "-i", "pipe:0", ...format, "pipe:1"], {
    input: wav,
    encoding: "buffer",
  });
  return made.stdout;
}

function expectTone(pcm: Int16Array): void {
  expect(Math.abs(pcm.length / 16_000 - 2)).toBeLessThan(0.15);
  const middle = pcm.subarray(8_000, 24_000);
  const crossings = middle.filter((value, i) => i > 0 && value >= 0 && (middle[i - 1] ?? 0) < 0).length;
  expect(Math.abs(crossings - 440)).toBeLessThanOrEqual(3);
  expect(rms(middle)).toBeGreaterThan(4_000);
}

describe("reading audio", { timeout: 20_000 }, () => {
  it("reads a WhatsApp voice note", async () => {
    expectTone(await decodeAudio(await encodeVoiceNote(tone)));
  });

  it("reads plain WAV without any help", async () => {
    expectTone(await decodeAudio(wav, { ffmpeg: "/nowhere/ffmpeg" }));
  });

  it.each([
    ["FLAC", ["-f", "flac"]],
    ["MP3", ["-f", "mp3"]],
    ["AAC", ["-f", "adts"]],
    ["A-law WAV of a telephone", ["-ar", "8000", "-c:a", "pcm_alaw", "-f", "wav"]],
    ["Ogg/Vorbis", ["-c:a", "libvorbis", "-f", "ogg"]],
    ["stereo Opus", ["-ac", "2", "-c:a", "libopus", "-f", "ogg"]],
    ["WebM", ["-c:a", "libopus", "-f", "webm"]],
  ])("reads %s", async (_, format) => {
    expectTone(await decodeAudio(await as(format)));
  });

  it("reads an M4A whose index stands at the end, as telephones write it", async () => {
    const { temporaryFolder } = await import("../../support/temporary-folder.ts");
    const { readFile } = await import("node:fs/promises");
    const path = `${await temporaryFolder()}/note.m4a`;
    await execa("ffmpeg", ["-loglevel", "error", "-i", "pipe:0", path], { input: wav });
    const file = await readFile(path);
    expect(file.indexOf("moov")).toBeGreaterThan(file.indexOf("mdat"));
    expectTone(await decodeAudio(file));
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["a picture", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])],
    ["random bytes", Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 251)],
    ["an Ogg stump", new TextEncoder().encode("OggS\0\x02")],
    [
      "a playlist that names other files",
      new TextEncoder().encode("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n"),
    ],
    ["a list of files to join", new TextEncoder().encode("ffconcat version 1.0\nfile /etc/passwd\n")],
  ])("refuses %s", async (_, bytes) => {
    await expect(decodeAudio(bytes)).rejects.toMatchObject({ code: "AUDIO_UNREADABLE" });
  });

  it("takes what there is of a voice note that broke off", async () => {
    const note = await encodeVoiceNote(tone);
    const pcm = await decodeAudio(note.subarray(0, Math.floor(note.length * 0.6)));
    expect(rms(pcm)).toBeGreaterThan(1_000);
  });

  it("says that ffmpeg is missing when it is needed", async () => {
    const flac = await as(["-f", "flac"]);
    await expect(decodeAudio(flac, { ffmpeg: "/nowhere/ffmpeg" })).rejects.toMatchObject({
      code: "SPEECH_VOICE_MISSING",
    });
  });

  it("refuses what is longer than 20 minutes", async () => {
    const hours = writeWav({ rate: 4_000, samples: new Int16Array(4_000 * 1_201) });
    await expect(decodeAudio(hours)).rejects.toMatchObject({ code: "AUDIO_UNREADABLE" });
  });
});
