import { existsSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMouth, type Mouth, type MouthOptions } from "../../../audio/mouth/mouth.ts";
import { rms } from "../../../audio/pcm/level.ts";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

async function ready(options: MouthOptions = {}): Promise<Mouth> {
  const mouth = createMouth(options);
  onTestFinished(() => mouth.stop());
  await mouth.start();
  return mouth;
}

describe("the mouth", { timeout: 20_000 }, () => {
  it("speaks every language at 16 kHz", async () => {
    const mouth = await ready();
    expect(mouth.state()).toEqual({ ready: true });
    for (const language of LANGUAGES) {
      const pcm = await mouth.speak("Hotel Miramar, 204.", language);
      expect(pcm.length / 16_000).toBeGreaterThan(1);
      expect(pcm.length / 16_000).toBeLessThan(5);
      expect(rms(pcm)).toBeGreaterThan(500);
    }
  });

  it("writes voice notes as WhatsApp wants them: Ogg, Opus, one channel", async () => {
    const note = Buffer.from(await (await ready()).voiceNote("Buenos días", "es"));
    expect(note.subarray(0, 4).toString("latin1")).toBe("OggS");
    const head = note.indexOf("OpusHead");
    expect(head).toBeGreaterThan(0);
    expect(note[head + 9]).toBe(1);
  });

  it("speaks many sentences at once, more than there are spares", async () => {
    const mouth = await ready({ languages: ["es"], spares: 1 });
    const all = await Promise.all(Array.from({ length: 6 }, () => mouth.speak("Buenos días", "es")));
    const lengths = new Set(all.map((pcm) => pcm.length));
    expect(lengths.size).toBe(1);
  });

  it("says text that looks like a command or an option as text", async () => {
    const folder = await temporaryFolder();
    const trap = join(folder, "pwned");
    const mouth = await ready();
    for (const text of [`hi"; touch ${trap}; $(touch ${trap})`, "--version", "<break time='9s'/> hola"]) {
      expect((await mouth.speak(text, "en")).length).toBeGreaterThan(4_000);
    }
    expect(existsSync(trap)).toBe(false);
  });

  it("pauses between sentences and says the parts in order", async () => {
    const mouth = await ready();
    const one = await mouth.speak("Buenos días.", "es");
    const two = await mouth.speak("Buenos días. Buenos días.", "es");
    expect(two.length).toBe(one.length * 2 + 4_000);
  });

  it("refuses a text with nothing to say in it", async () => {
    await expect((await ready()).voiceNote("👍 …", "es")).rejects.toMatchObject({ code: "REQUEST_INVALID" });
  });
});

describe("a mouth that cannot speak", () => {
  it("says that espeak-ng is missing", async () => {
    const mouth = await ready({ espeak: "/nowhere/espeak-ng" });
    expect(mouth.state()).toMatchObject({ ready: false, why: expect.stringContaining("apt-get install") });
    await expect(mouth.speak("Hola", "es")).rejects.toMatchObject({ code: "SPEECH_VOICE_MISSING" });
  });

  it("says that ffmpeg is missing", async () => {
    const mouth = await ready({ ffmpeg: "/nowhere/ffmpeg" });
    expect(mouth.state()).toMatchObject({ ready: false, why: expect.stringContaining("/nowhere/ffmpeg") });
    await expect(mouth.voiceNote("Hola", "es")).rejects.toMatchObject({ code: "SPEECH_VOICE_MISSING" });
  });

  it("does not take a voice that gives no sound for speech", async () => {
    const espeak = join(await temporaryFolder(), "espeak-ng");
    await writeFile(espeak, "#!/bin/sh\ncat >/dev/null 2>&1\nexit 0\n");
    await chmod(espeak, 0o755);
    const mouth = await ready({ espeak, languages: ["es"] });
    await expect(mouth.speak("Hola", "es")).rejects.toMatchObject({ code: "SPEECH_VOICE_MISSING" });
  });
});
