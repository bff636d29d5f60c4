import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEars, type Ears } from "../../audio/ears/ears.ts";
import { installedEngine, shippedModel } from "../../audio/ears/installed.ts";
import { createMouth, type Mouth } from "../../audio/mouth/mouth.ts";
import { encodeVoiceNote } from "../../audio/mouth/voice-note.ts";
import { concat } from "../../audio/pcm/level.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { loadClips, overTelephone } from "../eval/speech-clips.ts";
import { wordErrors, words } from "../eval/speech-score.ts";
import * as sounds from "./sounds.ts";

const OGG = "audio/ogg; codecs=opus";

describe("hearing what was said", { timeout: 120_000 }, () => {
  let ears: Ears;
  let mouth: Mouth;
  beforeAll(async () => {
    ears = createEars({
      binary: installedEngine(),
      model: shippedModel(),
      clock: systemClock(),
      // Beside other tests the engine is late, but these are about what it hears.
      nice: 0,
      timeout: { baseMs: 60_000, perSecondMs: 0 },
    });
    mouth = createMouth();
    await Promise.all([ears.start(), mouth.start()]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([ears.stop(), mouth.stop()]);
  });

  it.each([
    ["es", "Me llamo Carmen García López.", ["carmen", "lopez"]],
    ["es", "Quiero reservar una habitación doble.", ["quiero", "reservar", "habitacion"]],
    ["en", "Do you have a double room for two people?", ["double", "room", "two", "people"]],
    ["en", "Do you have 2 rooms on 12 May?", ["two", "rooms", "may"]],
    ["pt", "Quanto custa o café da manhã?", ["quanto", "custa", "cafe", "manha"]],
  ] as const)("%s: a voice note that says «%s»", async (language, text, keys) => {
    const note = await mouth.voiceNote(text, language);
    const heard = await ears.hear(note, OGG, { language, among: LANGUAGES });
    expect(heard.refused).toBeUndefined();
    expect(words(heard.text, language)).toEqual(expect.arrayContaining([...keys]));
    expect(heard.language).toBe(language);
    expect(heard.confidence).toBeGreaterThan(0.3);
    expect(heard.speechSeconds).toBeLessThanOrEqual(heard.seconds);
  });

  it("finds out the language by itself", async () => {
    const note = await mouth.voiceNote("Good afternoon, I would like a room for two nights.", "en");
    const heard = await ears.hear(note, OGG, { among: ["es", "en", "pt"] });
    expect(heard.language).toBe("en");
    expect(heard.text.toLowerCase()).toContain("room for two nights");
  });

  it.each([
    ["silence", sounds.silence(4), ["silence"]],
    ["an empty recording", sounds.silence(0), ["silence"]],
    ["white noise", sounds.whiteNoise(4), ["noise"]],
    ["wind", sounds.rumble(5), ["noise", "low_confidence"]],
    ["music", sounds.music(6), ["noise", "low_confidence"]],
    ["a telephone ringing", sounds.ringing(6), ["noise", "low_confidence"]],
    ["keys pressed", sounds.dtmf(3), ["noise", "low_confidence", "too_fast", "phantom"]],
    ["knocks", sounds.knocks(3), ["noise", "low_confidence", "too_fast"]],
    ["murmur", sounds.murmur(5), ["noise", "low_confidence"]],
  ])("makes no word out of %s", async (_, pcm, reasons) => {
    for (const prompt of [undefined, "Reserva en Hotel Miramar. Habitaciones: Doble, Individual, Suite."]) {
      const heard = await ears.hearPcm(pcm, { language: "es", among: ["es"], ...(prompt ? { prompt } : {}) });
      expect(heard.text).toBe("");
      expect(heard.confidence).toBe(0);
      expect(reasons).toContain(heard.refused);
    }
  });

  it("hears a voice over a noisy line", async () => {
    const pcm = await mouth.speak("Do you have a double room for two people?", "en");
    const noisy = overTelephone(sounds.mixed(pcm, sounds.whiteNoise(pcm.length / 16_000, 300)));
    const heard = await ears.hearPcm(noisy, { language: "en", among: ["en"] });
    expect(heard.text.toLowerCase()).toContain("room");
  });

  it("hears all of a note longer than the engine's 30 s, silence in it and around it", async () => {
    const said: readonly (readonly [string, RegExp])[] = [
      ["My name is John Smith.", /john smith/],
      ["I would like a double room for two people.", /double room/],
      ["How much is breakfast?", /breakfast/],
      ["Is there a swimming pool?", /pool/],
      ["We arrive on Friday evening.", /friday/],
      ["Where can I park my car?", /car/],
      ["Do you accept credit cards?", /credit/],
      ["We are travelling with two children.", /children/],
      ["Is the hotel far from the airport?", /airport/],
      ["I need a quiet room with a view of the sea.", /quiet/],
      ["Please send me the price by email.", /price/],
      ["Thank you very much for your help.", /thank you/],
    ];
    const parts: Int16Array[] = [sounds.silence(3)];
    for (const [line] of said) parts.push(await mouth.speak(line, "en"), sounds.silence(0.6));
    const pcm = concat([...parts, sounds.silence(5), await mouth.speak("That is all, good bye.", "en")]);
    expect(pcm.length / 16_000).toBeGreaterThan(33);
    const heard = await ears.hear(await encodeVoiceNote(pcm), OGG, { language: "en", among: ["en"] });
    const text = words(heard.text, "en").join(" ");
    expect(text.startsWith("my name is john smith")).toBe(true);
    expect(text).toMatch(/good ?bye$/);
    expect(said.filter(([, pattern]) => pattern.test(text)).length).toBeGreaterThanOrEqual(10);
  });

  it("hears ten at once, each its own", async () => {
    const texts = ["How much is breakfast?", "My name is John Smith."];
    const notes = await Promise.all(texts.map((text) => mouth.voiceNote(text, "en")));
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        ears.hear(notes[i % 2] ?? new Uint8Array(), OGG, { language: "en", among: ["en"] }),
      ),
    );
    all.forEach((heard, i) => {
      expect(heard.text.toLowerCase()).toContain(i % 2 === 0 ? "breakfast" : "john smith");
    });
  });

  it("does not take a guest's own sentence for an echo of the prompt", async () => {
    const prompt = "How much is breakfast at Hotel Miramar?";
    const note = await mouth.voiceNote("How much is breakfast?", "en");
    const heard = await ears.hear(note, OGG, { language: "en", among: ["en"], prompt });
    expect(heard.refused).toBeUndefined();
    expect(heard.text.toLowerCase()).toContain("breakfast");
  });

  it("says what it cannot read, and gives up when nobody waits", async () => {
    const bytes = new TextEncoder().encode("this is no audio");
    await expect(ears.hear(bytes, OGG, { among: ["es"] })).rejects.toMatchObject({
      code: "AUDIO_UNREADABLE",
    });
    const pcm = await mouth.speak("How much is breakfast?", "en");
    const signal = AbortSignal.abort(new Error("hung up"));
    await expect(ears.hearPcm(pcm, { among: ["en"], signal })).rejects.toThrow("hung up");
  });

  const voices = process.env.HOTELBOT_VOICES;
  it.runIf(voices)(
    "hears people: every tenth clip of HOTELBOT_VOICES, two words of three at least",
    async () => {
      const clips = (await loadClips(voices ?? "")).filter((clip, i) => clip.text && i % 10 === 0);
      const total = { errors: 0, words: 0 };
      for (const clip of clips) {
        const { language } = clip;
        const heard = await ears.hearPcm(overTelephone(clip.pcm), { language, among: [language] });
        const scored = wordErrors(clip.text ?? "", heard.text, language);
        total.errors += scored.errors;
        total.words += scored.words;
      }
      expect(total.words).toBeGreaterThan(20);
      expect(total.errors / total.words).toBeLessThan(0.35);
    },
  );

  it.skipIf(voices)("(set HOTELBOT_VOICES to a folder with manifest.jsonl to hear people as well)", () => {
    expect(voices).toBeUndefined();
  });
});

describe("ears that cannot hear", () => {
  it("say so, and why", async () => {
    const ears = createEars({
      binary: "/nowhere/whisper-server",
      model: shippedModel(),
      clock: systemClock(),
    });
    await ears.start();
    expect(ears.state()).toMatchObject({ ready: false, why: expect.stringContaining("install.sh") });
    const wav = await readFile(join(import.meta.dirname, "hearing.test.ts"));
    await expect(ears.hear(wav, "audio/ogg", { among: ["es"] })).rejects.toMatchObject({
      code: "AUDIO_UNREADABLE",
    });
    await ears.stop();
  });
});
